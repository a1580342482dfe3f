import type { CopkitApi } from '@copkit/core';
import { html, unsafeStatic } from 'lit/static-html.js';
import { CopAskAnExpert } from '../ask-an-expert/ask-an-expert.component.js';
import { defineInside, tagOf } from '../register.js';

interface Question {
  readonly community: string;
  readonly title: string;
  readonly body: string;
  readonly topics: readonly string[];
  readonly invite: boolean;
}

/** Who would be told of the question that is being written, and whether they are to be. */
export const asked = (
  host: HTMLElement & { readonly source: CopkitApi | null | undefined },
  { community, title, body, topics, invite }: Question,
  choose: (invite: boolean) => void,
): unknown => {
  defineInside(host, 'cop-composer', 'cop-ask-an-expert', CopAskAnExpert);
  const tag = unsafeStatic(tagOf(CopAskAnExpert, 'cop-ask-an-expert'));
  return html`<${tag}
    class="asked"
    exportparts="asking"
    .api=${host.source ?? undefined}
    .community=${community}
    .question=${title}
    .text=${body}
    .topics=${topics}
    .invite=${invite}
    @cop-invite=${(event: HTMLElementEventMap['cop-invite']) => choose(event.detail.invite)}
  ></${tag}>`;
};
