import type { Post, Practice, PracticeKind } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../dialog.js';
import { emit } from '../events.js';
import { icon } from '../icon.js';
import { fillHref, link } from '../links.js';
import type { Localizer } from '../locale/localizer.js';
import { askingTexts } from '../practices/asking/texts.js';
import { bookOpen } from '../practices/icons.js';
import type { OperationHost, Operations } from './operations.js';

const KINDS: readonly PracticeKind[] = ['bestPractice', 'method', 'story', 'case', 'tool', 'document'];

interface Host extends OperationHost {
  readonly practiceHref: string | null;
}

/** At the accepted answer: the way to its practice, or to making it one. */
export class PracticeOfAnswer {
  private constructor(
    private readonly host: Host,
    private readonly operations: Operations,
    private readonly locale: Localizer,
  ) {}

  /** Waits until its words are there. */
  static async speaking(host: Host, operations: Operations, locale: Localizer): Promise<PracticeOfAnswer> {
    await askingTexts.load(locale.language);
    return new PracticeOfAnswer(host, operations, locale);
  }

  render(post: Post): TemplateResult | typeof nothing {
    const thread = this.host.view?.thread;
    if (!thread || thread.acceptedReplyId !== post.id) return nothing;
    const { practiceId, communityId } = thread;
    if (practiceId)
      return link({
        href: fillHref(this.host.practiceHref, practiceId),
        className: 'button quiet',
        part: 'button',
        open: () => emit(this.host, 'cop-open-practice', { practiceId, communityId }),
        content: html`${icon(bookOpen)}${this.#texts.see}`,
      });
    return post.may.includes('practices.fromReply')
      ? html`<button type="button" class="button quiet" part="button" @click=${() => void this.#make(post)}
          >${icon(bookOpen)}${this.#texts.make} …</button
        >`
      : nothing;
  }

  get #texts() {
    const { language } = this.locale;
    // The page may have changed its language since.
    void askingTexts.load(language)?.then(() => this.host.requestUpdate());
    return askingTexts.in(language);
  }

  async #make(post: Post): Promise<void> {
    const answer = await this.#ask();
    if (!answer) return;
    let made: Practice | null = null;
    const detail = this.operations.on(post);
    if (!emit(this.host, 'cop-before-make-practice', detail)) return;
    await this.operations.run(post.id, async (api) => {
      made = await api.practices.fromReply({ replyId: post.id, ...answer });
    });
    this.#tell(made);
  }

  #tell(practice: Practice | null): void {
    if (!practice) return;
    this.host.say(practice.state === 'inReview' ? this.#texts.madeInReview : this.#texts.madeGood);
    emit(this.host, 'cop-practice-made', { practice });
  }

  async #ask() {
    const texts = this.#texts;
    const t = await this.locale.actions();
    return ask(this.host, t, {
      title: texts.make,
      content: html`<p>${texts.makeQuestion}</p>
        <label class="labelled"
          >${t.composeTitle}<input
            class="field"
            name="title"
            required
            maxlength="200"
            dir="auto"
            .value=${this.host.view?.thread.title ?? ''}
        /></label>
        <label class="labelled"
          >${t.kindLabel}<select class="field" name="kind">
            ${KINDS.map((kind) => html`<option value=${kind}>${texts.kind[kind]}</option>`)}
          </select></label
        >`,
      confirm: texts.make,
      answer: (fields) => ({ title: String(fields.get('title')).trim(), kind: fields.get('kind') as PracticeKind }),
    });
  }
}
