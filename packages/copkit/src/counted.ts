/** How many of what: `1 document`, `1,200 documents`, `2 people`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
