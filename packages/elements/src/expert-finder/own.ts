import { html, unsafeStatic } from 'lit/static-html.js';
import { CopMyExpertise } from '../my-expertise/my-expertise.component.js';
import { defineInside, tagOf } from '../register.js';
import type { CopExpertFinder } from './expert-finder.component.js';

/** One's own profile, below what was found. */
export const ownElement = (finder: CopExpertFinder): unknown => {
  defineInside(finder, 'cop-expert-finder', 'cop-my-expertise', CopMyExpertise);
  const tag = unsafeStatic(tagOf(CopMyExpertise, 'cop-my-expertise'));
  return html`<${tag}
    .api=${finder.source ?? undefined}
    .threadHref=${finder.threadHref}
    .practiceHref=${finder.practiceHref}
  ></${tag}>`;
};
