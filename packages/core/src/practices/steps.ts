const NUMBERED = /^ {0,3}\d{1,3}[.)][ \t]+/;
const FENCE = /^ {0,3}(```|~~~)/;

/** The numbered list of an answer as steps, and what comes before it; without one the whole answer is one step. */
export function stepsOf(markdown: string): { readonly lead: string; readonly steps: string[] } {
  const parts: string[][] = [[]];
  let fenced = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (FENCE.test(line)) fenced = !fenced;
    if (!fenced && NUMBERED.test(line)) parts.push([line.replace(NUMBERED, '')]);
    else parts.at(-1)?.push(parts.length > 1 && !fenced ? line.replace(/^ {1,3}/, '') : line);
  }
  const [lead = '', ...steps] = parts.map((lines) => lines.join('\n').trim());
  const told = steps.filter((step) => step !== '');
  return told.length < 2 ? { lead: '', steps: [markdown.trim()] } : { lead, steps: told };
}
