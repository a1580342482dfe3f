/** Which properties say what an element is about; of those in brackets any one will do. */
const SUBJECTS: Readonly<Record<string, readonly (string | readonly string[])[]>> = {
  'cop-community-card': ['community'],
  'cop-member-list': ['community'],
  'cop-thread-list': ['community'],
  'cop-thread': ['thread'],
  'cop-composer': [['community', 'thread', 'editing']],
  'cop-page-discussion': ['community', 'subject'],
  'cop-context': ['community', 'subject'],
  'cop-practice-library': ['community'],
  'cop-practice': ['practice'],
  'cop-adoption': ['practice'],
  'cop-expert-card': ['person'],
  'cop-ask-an-expert': ['community'],
  'cop-knowledge-map': ['community'],
  'cop-metric': ['community', 'metric'],
  'cop-survival': ['community'],
  'cop-outcome-series': ['community'],
};

const isEmpty = (element: Element, property: string): boolean => !Reflect.get(element, property);

/** The attributes an element lacks, in words; empty where it has all. */
const missing = (element: Element): string =>
  (SUBJECTS[element.localName] ?? [])
    .map((subject) => [subject].flat())
    .filter((alternatives) => alternatives.every((property) => isEmpty(element, property)))
    .map((alternatives) => alternatives.filter((name) => name !== 'editing').join(' or '))
    .join(' and no ');

/** What is wrong with how the elements inside `root` are written, a sentence each. */
export const misuses = (root: Element): readonly string[] => {
  const elements = [...root.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('cop-'));
  const found = elements.flatMap((element) => {
    const { localName: tag } = element;
    if (!customElements.get(tag))
      return `<${tag}> is not defined. Check how it is spelt, and that the script of the element is loaded.`;
    const lacking = missing(element);
    return lacking ? `A <${tag}> shows nothing, because it has no ${lacking} attribute.` : [];
  });
  return [...new Set(found)];
};
