const NUMBERED = /^ {0,3}\d{1,3}[.)][ \t]+/;
const FENCE = /^ {0,3}(```|~~~)/;

/** The numbered list of an answer as steps, and what comes before it; without one the whole answer is one step. */
export function stepsOf(markdown: string): { readonly lead: string; readonly steps: string[] } {
  const parts: string[][] = [[]];
  /** How far the fence is set in that is open; code keeps its own indentation. */
  let fence: number | null = null;
  for (const line of markdown.split(/\r?\n/)) {
    const indent = Math.min(3, line.search(/\S|$/));
    const strip = parts.length > 1 ? Math.min(indent, fence ?? indent) : 0;
    if (FENCE.test(line)) fence = fence === null ? indent : null;
    if (fence === null && NUMBERED.test(line)) parts.push([line.replace(NUMBERED, '')]);
    else parts.at(-1)?.push(line.slice(strip));
  }
  const [lead = '', ...steps] = parts.map((lines) => lines.join('\n').trim());
  const told = steps.filter((step) => step !== '');
  return told.length < 2 ? { lead: '', steps: [markdown.trim()] } : { lead, steps: told };
}
