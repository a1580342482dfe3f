export type Tool = Format | 'mention';
export type Format = 'bold' | 'italic' | 'code' | 'link' | 'quote' | 'bulletList' | 'numberedList';

/** A text with its selection, offsets in UTF-16 units. */
export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Replaces `from` to `to` by `insert`; afterwards `start` to `end` is selected. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly start: number;
  readonly end: number;
}

const wrap = ({ text, start, end }: Selected, before: string, after = before): Change => {
  const chosen = text.slice(start, end);
  const outside = text.slice(start - before.length, start) === before && text.slice(end, end + after.length) === after;
  if (outside)
    return {
      from: start - before.length,
      to: end + after.length,
      insert: chosen,
      start: start - before.length,
      end: end - before.length,
    };
  return {
    from: start,
    to: end,
    insert: `${before}${chosen}${after}`,
    start: start + before.length,
    end: end + before.length,
  };
};

const prefixLines = ({ text, start, end }: Selected, prefix: (line: number) => string, present: RegExp): Change => {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const after = text.indexOf('\n', end);
  const to = after < 0 ? text.length : after;
  const lines = text.slice(from, to).split('\n');
  const remove = lines.every((line) => present.test(line));
  const insert = lines.map((line, at) => (remove ? line.replace(present, '') : `${prefix(at)}${line}`)).join('\n');
  const grown = insert.length - (to - from);
  return { from, to, insert, start: lines.length === 1 ? Math.max(from, start + grown) : from, end: end + grown };
};

const link = (selected: Selected): Change => {
  const { text, start, end } = selected;
  const chosen = text.slice(start, end);
  if (/^https?:\/\/\S+$/.test(chosen))
    return { from: start, to: end, insert: `[](${chosen})`, start: start + 1, end: start + 1 };
  // The address comes next, so that is what stands selected.
  const address = start + chosen.length + 3;
  return { from: start, to: end, insert: `[${chosen}](https://)`, start: address, end: address + 8 };
};

/** What a button of the toolbar does to a Markdown text; a second time undoes it. */
export const format = (selected: Selected, as: Format): Change => {
  const chosen = selected.text.slice(selected.start, selected.end);
  switch (as) {
    case 'bold':
      return wrap(selected, '**');
    case 'italic':
      return wrap(selected, '_');
    case 'code':
      return chosen.includes('\n') ? wrap(selected, '```\n', '\n```') : wrap(selected, '`');
    case 'link':
      return link(selected);
    case 'quote':
      return prefixLines(selected, () => '> ', /^> ?/);
    case 'bulletList':
      return prefixLines(selected, () => '- ', /^[-*] /);
    case 'numberedList':
      return prefixLines(selected, (line) => `${line + 1}. `, /^\d+\. /);
  }
};

/** Puts a change into a field in a way that the browser's own undo takes back. */
export const apply = (field: HTMLTextAreaElement, { from, to, insert, start, end }: Change): void => {
  field.focus();
  field.setSelectionRange(from, to);
  // Deprecated and without a successor: nothing else reaches the undo history.
  const done = insert === '' ? document.execCommand('delete') : document.execCommand('insertText', false, insert);
  if (!done) {
    field.setRangeText(insert);
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
  field.setSelectionRange(start, end);
};
