import type { MarkdownIt, StateCore, Token } from 'markdown-it';

/** GitHub's task lists: `- [ ] open`, `- [x] done`, as labelled check boxes that cannot be changed. */
export function taskLists(markdownIt: MarkdownIt): void {
  markdownIt.core.ruler.push('task_lists', markTasks);
  markdownIt.renderer.rules.task_open = (tokens, index) =>
    `<label><input type="checkbox" disabled${tokens[index]?.meta?.done ? ' checked' : ''}> `;
  markdownIt.renderer.rules.task_close = () => '</label>';
}

function markTasks(state: StateCore): void {
  for (const [i, token] of state.tokens.entries()) {
    const item = state.tokens[i - 2]?.type === 'list_item_open' && state.tokens[i - 1]?.type === 'paragraph_open';
    if (item && token.type === 'inline') markTask(state, token.children ?? []);
  }
}

function markTask(state: StateCore, children: Token[]): void {
  const first = children[0];
  const box = first?.type === 'text' ? /^\[([ xX])\](?:\s+|$)/.exec(first.content) : null;
  if (!first || !box) return;
  first.content = first.content.slice(box[0].length);
  const open = new state.Token('task_open', '', 0);
  open.meta = { done: box[1] !== ' ' };
  children.unshift(open);
  children.push(new state.Token('task_close', '', 0));
}
