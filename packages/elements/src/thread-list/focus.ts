/** Arrow keys, Home and End walk through the rows, as long as the focus is on a row's title. */
export const moveFocus = (event: KeyboardEvent): void => {
  const list = event.currentTarget as HTMLElement;
  const titles = [...list.querySelectorAll<HTMLElement>('.open')];
  const at = titles.indexOf(event.target as HTMLElement);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: titles.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  titles[Math.max(0, Math.min(to, titles.length - 1))]?.focus();
};
