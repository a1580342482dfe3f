import { counter } from './counter.js';
import type { ActionMessages } from './messages.js';

const n = counter('ar');

export const ar: ActionMessages = {
  done: 'تمّ.',
  dismiss: 'إغلاق',

  unaccept: 'إلغاء قبول هذا الجواب',
  edit: 'تعديل',
  history: 'النسخ السابقة',
  withdraw: 'سحب',
  withdrawQuestion: 'هل تسحب هذا النص؟ يحتفظ به الميسّرون، ويرى الآخرون أن شيئًا سُحب.',
  hide: 'إخفاء',
  restore: 'إظهار من جديد',
  flag: 'إبلاغ',
  flagTitle: 'إبلاغ الميسّرين',
  flagReason: {
    spam: 'إعلان أو محتوى مزعج',
    offensive: 'مسيء',
    confidential: 'محتوى سرّي',
    'off-topic': 'لا ينتمي إلى هنا',
    other: 'شيء آخر',
  },
  flagNote: 'ماذا ينبغي أن يعرفوا؟ (اختياري)',
  flagSent: 'أُبلغ عنه. سينظر فيه الميسّرون.',
  copyLink: 'نسخ الرابط',
  linkCopied: 'نُسخ الرابط.',
  pin: 'تثبيت',
  unpin: 'إلغاء التثبيت',
  lock: 'قفل',
  unlock: 'فتح القفل',
  close: 'إغلاق',
  closeTitle: 'إغلاق هذا الموضوع',
  closeDuplicateOf: 'رابط الموضوع السابق أو معرّفه',
  closeNote: 'ملاحظة (اختياري)',
  reopen: 'إعادة الفتح',
  versionOf: (when) => `نسخة ${when}`,

  mentionList: 'أشخاص',
  topicList: 'مجالات',
  newTopic: (label) => `مجال جديد: ${label}`,
  suggestions: (count) =>
    n(count, {
      zero: 'لا اقتراحات',
      one: 'اقتراح واحد',
      two: 'اقتراحان',
      few: '# اقتراحات',
      many: '# اقتراحًا',
      other: '# اقتراح',
    }),

  requestMessage: 'لماذا تريد الانضمام؟ (اختياري)',
  sendRequest: 'إرسال الطلب',
  requestSent: 'طلبك لدى الميسّرين.',
  requestTakenBack: 'سُحب طلبك.',
  invitationRefused: 'رفضت الدعوة.',
  leaveQuestion: (community) => `هل تغادر ${community}؟ ما كتبته يبقى.`,
  successor: 'من ييسّر بعدك؟',
  successorHint: 'يحتاج المجتمع إلى ميسّر.',
  joinedAnnounced: (community) => `أنت الآن عضو في ${community}.`,
  leftAnnounced: (community) => `غادرت ${community}.`,

  approvedAnnounced: (name) => `${name} عضو الآن.`,
  declinedAnnounced: (name) => `رُفض طلب ${name}.`,
  removeMember: 'إزالة من المجتمع',
  removeQuestion: (name) => `هل تزيل ${name} من المجتمع؟ ما كتبه يبقى.`,
  makeRole: (role) => `منح الدور: ${role}`,
  dropRole: (role) => `سحب الدور: ${role}`,
};
