import { counter } from './counter.js';
import type { ActionMessages } from './messages.js';

const n = counter('de');

export const de: ActionMessages = {
  done: 'Erledigt.',
  dismiss: 'Schließen',

  unaccept: 'Antwort nicht mehr akzeptieren',
  edit: 'Bearbeiten',
  history: 'Frühere Fassungen',
  withdraw: 'Zurückziehen',
  withdrawQuestion:
    'Diesen Text zurückziehen? Die Moderation behält ihn; alle anderen sehen, dass etwas zurückgezogen wurde.',
  hide: 'Ausblenden',
  restore: 'Wieder einblenden',
  flag: 'Melden',
  flagTitle: 'Der Moderation melden',
  flagReason: {
    spam: 'Werbung oder Spam',
    offensive: 'Beleidigend',
    confidential: 'Vertraulicher Inhalt',
    'off-topic': 'Gehört nicht hierher',
    other: 'Etwas anderes',
  },
  flagNote: 'Was sollte die Moderation wissen? (optional)',
  flagSent: 'Gemeldet. Die Moderation sieht es sich an.',
  copyLink: 'Link kopieren',
  linkCopied: 'Link kopiert.',
  pin: 'Anheften',
  unpin: 'Lösen',
  lock: 'Sperren',
  unlock: 'Entsperren',
  close: 'Schließen',
  closeTitle: 'Diesen Beitrag schließen',
  closeDuplicateOf: 'Link oder Kennung des früheren Beitrags',
  closeNote: 'Anmerkung (optional)',
  reopen: 'Wieder öffnen',
  versionOf: (when) => `Fassung vom ${when}`,

  mentionList: 'Personen',
  topicList: 'Themen',
  newTopic: (label) => `Neues Thema: ${label}`,
  suggestions: (count) => n(count, { one: '# Vorschlag', other: '# Vorschläge' }),

  requestMessage: 'Warum möchten Sie beitreten? (optional)',
  sendRequest: 'Anfrage senden',
  requestSent: 'Ihre Anfrage liegt bei der Moderation.',
  requestTakenBack: 'Ihre Anfrage ist zurückgenommen.',
  invitationRefused: 'Sie haben die Einladung abgelehnt.',
  leaveQuestion: (community) => `Aus ${community} austreten? Was Sie geschrieben haben, bleibt.`,
  successor: 'Wer moderiert nach Ihnen?',
  successorHint: 'Eine Community braucht eine Moderation.',
  joinedAnnounced: (community) => `Sie sind jetzt Mitglied von ${community}.`,
  leftAnnounced: (community) => `Sie sind aus ${community} ausgetreten.`,

  approvedAnnounced: (name) => `${name} ist jetzt Mitglied.`,
  declinedAnnounced: (name) => `${name} wurde abgelehnt.`,
  removeMember: 'Aus der Community entfernen',
  removeQuestion: (name) => `${name} aus der Community entfernen? Was die Person geschrieben hat, bleibt.`,
  makeRole: (role) => `Rolle geben: ${role}`,
  dropRole: (role) => `Rolle nehmen: ${role}`,
};
