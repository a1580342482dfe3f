const CONTROL = /(?![\t\n])\p{Cc}/gu;

/** Without control characters and half characters; line ends as `\n`. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, '')
    .replace(/\p{Cs}/gu, '\uFFFD');

/** The same on one line. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

/** At most `most` characters, an ellipsis at the end where something is missing; cut between blocks where one ends late enough. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = text.slice(0, most - 3);
  const block = room.lastIndexOf('\n\n');
  const cut = block > most / 2 ? `${room.slice(0, block)}\n\n` : room.replace(/[\uD800-\uDBFF]$/, '');
  return `${cut}…`;
}
