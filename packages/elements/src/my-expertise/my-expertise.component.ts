import type { CopkitApi, ExpertEvidence } from '@copkit/core';
import type { MyTopic } from '@copkit/core/expertise';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { knowing } from '../experts/styles.js';
import { readFeatures } from '../features.js';
import { Deeds } from '../practices/deeds.js';
import { Resource } from '../resource.js';
import { SpeakingElement } from '../speaking-element.js';
import { failure, refusal, skeletonRows, stale } from '../states.js';
import { styles } from './my-expertise.styles.js';
import { loadOwn, loadWhy, type Own, type Why } from './own.js';
import { type Context, settings } from './settings.js';
import { type MyTexts, myTexts } from './texts.js';
import { ownTopics } from './topics.js';

const FEATURES = ['settings', 'topics', 'declared', 'endorsements'];

/** What most people do not open at once loads after the rest. */
type Parts = typeof import('./said.js') & typeof import('./why.js');

/**
 * @summary One's own profile: how far one is found, asked and named, when one is away, the topics one is found by with the
 * reasons and points that add up, what one says oneself, what colleagues say; each to be hidden, corrected or taken back.
 *
 * For the person alone. Where the server keeps no profiles, it shows how far one is found by what one wrote.
 *
 * @tag cop-my-expertise
 * @slot heading - A heading above it; none where absent.
 * @event cop-open-thread - A contribution was chosen.
 * @event cop-open-practice - A practice was chosen.
 * @event cop-error - A call failed.
 * @csspart settings - How far one is found and asked.
 * @csspart topic-row - One topic.
 * @csspart badge - One of the three badges.
 * @csspart why - What one is listed for, with points.
 * @csspart avatar - A person's initials.
 * @csspart menu - An open menu.
 * @csspart dialog - An open dialog.
 * @csspart suggestions - Topics that fit what is being typed.
 * @csspart link - A link.
 * @csspart field - A field.
 * @csspart button - A button.
 * @csspart notice - A line above content that could not be read again.
 * @csspart error - What went wrong.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The page's accent.
 */
export class CopMyExpertise extends SpeakingElement<MyTexts> {
  static override styles: CSSResultGroup = [CopElement.styles, knowing, styles];

  /** Parts to switch off: `settings topics declared endorsements`, all on where absent. */
  @property() features = '';

  /** Address of a thread's page, with `{id}` for its id. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  @state() private why: string | null = null;
  protected readonly catalog = myTexts;
  readonly #deeds = new Deeds(this);
  /** Where the last change was asked for; above all where absent. */
  #place: string | undefined;
  #parts: Parts | null = null;
  #suggesting: { readonly field: HTMLInputElement; suggest(text: string): Promise<void>; remove(): void } | null = null;

  private readonly mine = new Resource<readonly ['mine'], Own>(this, {
    subject: () => ['mine'],
    load: async (api, _subject, signal) => {
      const own = await loadOwn(api, signal);
      if (own.profile) this.#parts ??= { ...(await import('./said.js')), ...(await import('./why.js')) };
      return own;
    },
  });

  private readonly reasons = new Resource<readonly [string], Why>(this, {
    subject: () => (this.why ? [this.why] : null),
    load: (api, [topic], signal) => loadWhy(api, topic, null, signal),
  });

  protected override render(): TemplateResult {
    const { t } = this;
    return html`<slot name="heading"></slot>
      ${this.mine.render({
        loading: () => skeletonRows(t, 4),
        failed: (problem) => failure(t, problem, () => void this.mine.refresh()),
        ready: (own) => this.#content(own),
      })}`;
  }

  #content({ settings: set, invitedThisWeek, topics, profile }: Own): TemplateResult {
    const { t, texts, locale } = this;
    const features = readFeatures(this.features, FEATURES);
    const parts = profile && this.#parts;
    const context: Context = {
      texts,
      locale,
      busy: this.#deeds.busy,
      change: (call, place) => void this.#change(call, place),
      refused: (place) => this.#refused(place),
    };
    return html`${stale(t, this.mine.problem, () => void this.mine.refresh())} ${this.#refused(undefined)}
      <div class="mine">
        ${features.has('settings') ? settings(context, set, invitedThisWeek, parts ? parts.naming(context, profile) : nothing) : nothing}
        ${
          features.has('topics')
            ? ownTopics(
                {
                  ...context,
                  why: this.why,
                  explained: profile !== null,
                  showWhy: (topic) => {
                    this.why = topic;
                  },
                  reasons: (topic) => this.#why(context, topic),
                },
                topics,
              )
            : nothing
        }
        ${
          parts && features.has('declared')
            ? parts.declared({ ...context, suggest: (field) => void this.#suggest(field) }, profile)
            : nothing
        }
        ${parts && features.has('endorsements') ? parts.endorsements(context, profile) : nothing}
        ${parts && features.has('topics') ? parts.disputes(context, profile.disputes) : nothing}
      </div>`;
  }

  #why(context: Context, topic: MyTopic): unknown {
    const { t } = this;
    return this.reasons.render({
      loading: () => skeletonRows(t, 2),
      failed: (problem) => failure(t, problem, () => void this.reasons.refresh()),
      ready: (why) =>
        this.#parts?.whyTable(
          {
            ...context,
            host: this,
            more: () => void this.reasons.extend((api, known, signal) => loadWhy(api, topic.topic.id, known, signal)),
            correct: (evidence, button) => void this.#correct(context, topic, evidence, button),
          },
          topic,
          why,
        ),
    });
  }

  /** What was refused, at its place. Of what was named and is not there the server says what to do. */
  #refused(place: string | undefined): unknown {
    const { problem } = this.#deeds;
    if (!problem || place !== this.#place) return nothing;
    const named = problem.code === 'not-found' && problem.field !== null;
    return refusal(this.t, problem, false, named ? problem.message : undefined);
  }

  async #correct(context: Context, topic: MyTopic, evidence: ExpertEvidence, button: HTMLElement): Promise<void> {
    const { openMenu } = await import('../menu.js');
    const items = this.#parts?.corrections(context, evidence, topic, () => this.#askInstead()) ?? [];
    openMenu(this, button, this.texts.menuOf(evidence.title), items);
  }

  async #askInstead(): Promise<string | null> {
    const { texts } = this;
    const [{ ask }, t] = await Promise.all([import('../dialog.js'), this.locale.actions()]);
    return ask(this, t, {
      title: texts.insteadLabel,
      content: html`<label class="labelled"
        >${texts.declareTopic}<input class="field" part="field" name="topic" required maxlength="200" autocomplete="off" dir="auto"
      /></label>`,
      confirm: texts.correct,
      answer: (fields) => String(fields.get('topic')).trim() || null,
    });
  }

  /** Topics that the organisation has, while one is typed. */
  async #suggest(field: HTMLInputElement): Promise<void> {
    const [{ Suggestions }, t] = await Promise.all([import('../composer/suggestions.js'), this.locale.actions()]);
    if (this.#suggesting?.field !== field) {
      this.#suggesting?.remove();
      const list = new Suggestions<{ readonly label: string }>(field.getRootNode() as ShadowRoot, {
        field,
        label: t.topicList,
        at: () => field.getBoundingClientRect(),
        find: async (text, signal) =>
          text.trim()
            ? ((await this.source?.topics.suggest({ text: text.trim(), limit: 7 }, { signal }))?.items ?? [])
            : [],
        show: ({ label }) => html`<span dir="auto">${label}</span>`,
        choose: ({ label }) => {
          field.value = label;
        },
        found: (count) => this.announce(t.suggestions(count)),
      });
      this.#suggesting = { field, suggest: (text) => list.suggest(text), remove: () => list.remove() };
    }
    await this.#suggesting.suggest(field.value);
  }

  async #change(call: (api: CopkitApi) => Promise<unknown>, place?: string): Promise<void> {
    if (!this.#deeds.busy) this.#place = place;
    const done = await this.#deeds.run(async (api) => {
      await call(api);
      return true;
    });
    if (done) this.announce(this.texts.saved);
    else if (place === this.#parts?.DECLARING) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.declare [name=topic]')?.focus();
    }
    await Promise.all([this.mine.refresh(), this.reasons.refresh()]);
  }
}
