import type { CSSResult } from 'lit';

/** Adds a style sheet that came later than its element. */
export const adopt = (root: ShadowRoot, { styleSheet }: CSSResult): void => {
  if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
};
