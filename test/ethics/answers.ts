import * as z from 'zod';

interface Node {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly prefixItems?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly allOf?: readonly Node[];
}

/** An object of an answer: where it stands, and the fields that it has itself. */
export interface Part {
  /** Such as `items[].author`; empty for the answer itself. */
  readonly path: string;
  readonly fields: Readonly<Record<string, readonly Node[]>>;
}

const alternatives = (node: Node): readonly Node[] => [
  ...(node.anyOf ?? []).flatMap(alternatives),
  ...(node.oneOf ?? []).flatMap(alternatives),
  ...(node.allOf ?? []).flatMap(alternatives),
  ...(node.anyOf || node.oneOf || node.allOf ? [] : [node]),
];

/** Every object that an operation may answer with. */
export function partsOf(schema: z.ZodType): readonly Part[] {
  const parts: Part[] = [];
  const visit = (node: Node, path: string): void => {
    for (const each of alternatives(node)) {
      for (const item of [each.items, ...(each.prefixItems ?? [])]) if (item) visit(item, `${path}[]`);
      if (typeof each.additionalProperties === 'object') visit(each.additionalProperties, `${path}{}`);
      if (!each.properties) continue;
      const fields = Object.entries(each.properties).map(([name, inner]) => [name, alternatives(inner)] as const);
      parts.push({ path, fields: Object.fromEntries(fields) });
      for (const [name, inner] of Object.entries(each.properties)) visit(inner, path ? `${path}.${name}` : name);
    }
  };
  visit(z.toJSONSchema(schema, { unrepresentable: 'any', reused: 'inline', io: 'input' }) as Node, '');
  return parts;
}

const isNumber = ({ type }: Node) => [type].flat().some((name) => name === 'number' || name === 'integer');
const isMap = ({ additionalProperties }: Node) => typeof additionalProperties === 'object';
const isCardOf = (names: object) => 'id' in names && 'name' in names && 'jobTitle' in names;
/** A card of a person, however it is called: it says who somebody is and what they are called. */
const isCard = ({ properties = {} }: Node) => isCardOf(properties);
const PERSON =
  /^(?:(?:.*[pP]erson|.*[uU]ser|by|whom|author|actor|member|mentor|mentee|steward|sponsor|facilitator|owner)s?(?:Ids?|Names?)?|who|(?:host|people)Ids?)$/;
const SAYS_WHO = /(?:Id|Name)s?$|^(?:who|by|whom)$/;

/** Whether a field says who somebody is: by its name, or as it holds a card. Counts of members and the like do not. */
const namesSomebody = (name: string, nodes: readonly Node[]): boolean =>
  nodes.some(isCard) ||
  (PERSON.test(name) &&
    nodes.some(({ type, enum: some }) => (type === 'string' && !some) || (type === 'object' && SAYS_WHO.test(name))));

/** Fields that say who somebody is. */
export const peopleIn = ({ fields }: Part): string[] =>
  Object.entries(fields).flatMap(([name, nodes]) => (namesSomebody(name, nodes) ? [name] : []));

/** Fields with a number. */
export const numbersIn = ({ fields }: Part): string[] =>
  Object.entries(fields).flatMap(([name, nodes]) =>
    nodes.some((node) => isNumber(node) || (isMap(node) && isNumber(node.additionalProperties as Node))) ? [name] : [],
  );

/** Fields that hold something under names that the schema does not know, such as ids of people. */
export const mapsIn = ({ fields }: Part): string[] =>
  Object.entries(fields).flatMap(([name, nodes]) => (nodes.some(isMap) ? [name] : []));

/** Whether it is a card of a person itself. */
export const isPerson = ({ fields }: Part): boolean => isCardOf(fields);

/** Whether it is an item of a list that is about people rather than about things of theirs. */
export const isListOfPeople = (part: Part): boolean =>
  part.path.endsWith('[]') && (isPerson(part) || (peopleIn(part).length > 0 && !('id' in part.fields)));
