// @ts-check
// The page's own words, in the languages of the elements.

/** @type {Record<string, Record<string, string>>} */
const WORDS = {
  en: {
    communities: 'Communities',
    threads: 'Threads',
    members: 'Members',
    write: 'Ask or tell',
    back: 'All threads',
    persona: 'You are',
    signIn: 'Sign in',
    signOut: 'Sign out',
  },
  de: {
    communities: 'Gemeinschaften',
    threads: 'Themen',
    members: 'Mitglieder',
    write: 'Fragen oder erzählen',
    back: 'Alle Themen',
    persona: 'Sie sind',
    signIn: 'Anmelden',
    signOut: 'Abmelden',
  },
  fr: {
    communities: 'Communautés',
    threads: 'Discussions',
    members: 'Membres',
    write: 'Demander ou raconter',
    back: 'Toutes les discussions',
    persona: 'Vous êtes',
    signIn: 'Se connecter',
    signOut: 'Se déconnecter',
  },
  ar: {
    communities: 'المجتمعات',
    threads: 'المواضيع',
    members: 'الأعضاء',
    write: 'اسأل أو شارك',
    back: 'كل المواضيع',
    persona: 'أنت',
    signIn: 'تسجيل الدخول',
    signOut: 'تسجيل الخروج',
  },
};

/** Puts the page into the first language of the person that it has. @param {Document} page */
export const translate = ({ documentElement: root }) => {
  const languages = navigator.languages.map((tag) => tag.split('-')[0] ?? '');
  root.lang = languages.find((language) => language in WORDS) ?? 'en';
  root.dir = root.lang === 'ar' ? 'rtl' : 'ltr';
  for (const element of root.querySelectorAll('[data-word]'))
    element.textContent = WORDS[root.lang]?.[element.getAttribute('data-word') ?? ''] ?? '';
};
