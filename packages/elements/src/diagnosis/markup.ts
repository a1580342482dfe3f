/** Which property says what an element is about; any one of them will do. */
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  'cop-community-card': ['community'],
  'cop-member-list': ['community'],
  'cop-thread-list': ['community'],
  'cop-thread': ['thread'],
  'cop-composer': ['community', 'thread', 'editing'],
};

const isEmpty = (element: Element, property: string): boolean => !Reflect.get(element, property);

/** What is wrong with how the elements inside `root` are written, a sentence each. */
export const misuses = (root: Element): readonly string[] => {
  const elements = [...root.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('cop-'));
  const found = elements.flatMap((element) => {
    const { localName: tag } = element;
    if (!customElements.get(tag))
      return `<${tag}> is not defined. Check how it is spelt, and that the script of the element is loaded.`;
    const subjects = SUBJECTS[tag];
    return subjects?.every((property) => isEmpty(element, property))
      ? `A <${tag}> shows nothing, because it has no ${subjects.filter((name) => name !== 'editing').join(' or ')} attribute.`
      : [];
  });
  return [...new Set(found)];
};
