import type { Post, ThreadKind } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { readFeatures } from '../features.js';
import type { Localizer } from '../locale/localizer.js';
import type { Messages } from '../locale/messages.js';
import { Menu } from '../menu.js';
import { sanitized, unsanitized } from '../post-html.js';
import { Resource } from '../resource.js';
import { failure, refusal } from '../states.js';
import { floating } from '../styles/floating.js';
import { prose } from '../styles/prose.js';
import { Assistance } from './assistance.js';
import { styles } from './composer.styles.js';
import { type Composition, draftKey, EMPTY, isOpening, type Prepared, type Purpose, prepare } from './composition.js';
import { consequence } from './consequence.js';
import { DraftKeeper, type DraftStatus } from './drafts.js';
import { Mentions } from './mentions.js';
import { Sending } from './sending.js';
import { NARROW, TOOLS, type Tool, toolbar } from './toolbar.js';
import { topicsField } from './topics.js';

const FEATURES = ['toolbar', 'preview', 'mentions', 'topics'];
const KINDS: readonly ThreadKind[] = ['question', 'discussion', 'idea', 'announcement'];

/**
 * @summary Starts a thread or replies to one: Markdown with a toolbar and a preview, mentions, topics, and a draft that
 * survives a reload.
 *
 * @tag cop-composer
 * @event cop-before-start - Cancel to keep a thread from being started. `cop-started` follows.
 * @event cop-before-reply - Cancel to keep a reply from being sent. `cop-replied` follows.
 * @event cop-before-edit - Cancel to keep a change from being saved. `cop-edited` follows.
 * @event cop-compose-cancelled - The person gave up writing.
 * @event cop-error - A call failed.
 * @csspart form - The form.
 * @csspart toolbar - Formatting and preview.
 * @csspart field - A field.
 * @csspart preview - The preview.
 * @csspart topic - A chosen topic.
 * @csspart suggestions - People or topics that fit what is being typed.
 * @csspart consequence - What sending will do.
 * @csspart button - A button.
 * @csspart menu - An open menu.
 * @csspart error - What went wrong.
 * @cssproperty --cop-accent - The button that sends.
 * @cssproperty --cop-font-mono - The font of code.
 */
export class CopComposer extends CopElement {
  static override styles: CSSResultGroup = [CopElement.styles, floating, prose, styles];

  /** The community to start a thread in. */
  @property() community: string | null = null;

  /** What kind of thread to start; where absent, the person chooses. */
  @property() kind: ThreadKind | null = null;

  /** The thread to reply to. */
  @property() thread: string | null = null;

  /** The reply to respond to, inside `thread`. */
  @property({ attribute: 'in-reply-to' }) inReplyTo: string | null = null;

  /** In a question: whether the reply is an `answer` or a `comment`. */
  @property({ attribute: 'reply-role' }) replyRole: 'answer' | 'comment' | null = null;

  /** Parts to switch off: `toolbar preview mentions topics`, all on where absent. */
  @property() features = '';

  /** The post to change, instead of writing a new one. */
  @property({ attribute: false }) editing: Post | null = null;

  /** The post that is responded to, to say so. */
  @property({ attribute: false }) respondsTo: Post | null = null;

  /** Puts the caret into the text as soon as it is there. */
  @property({ type: Boolean }) override autofocus = false;

  @state() private composition: Composition = { kind: 'question', ...EMPTY };
  @state() private previewing = false;
  @state() private previewHtml: string | null = null;
  @state() private draft: DraftStatus = 'none';
  @state() private opened = false;
  @query('textarea') private field!: HTMLTextAreaElement | null;

  #mentions = new Mentions();
  #preview: AbortController | null = null;
  readonly #menu = new Menu(this);
  readonly #keeper = new DraftKeeper((status) => {
    this.draft = status;
  });
  readonly #sending = new Sending(this);
  readonly #assistance = new Assistance(this, () => this.#prepared.value?.community?.id ?? this.community);

  readonly #prepared = new Resource<readonly [string, unknown], Prepared>(this, {
    subject: () => (this.purpose ? [draftKey(this.purpose), null] : null),
    load: async (api, _subject, signal) => {
      const prepared = await prepare(api, this.purpose as Purpose, signal);
      this.#restore(prepared);
      return prepared;
    },
  });

  get messages(): Messages {
    return this.t;
  }

  get localizer(): Localizer {
    return this.locale;
  }

  say(message: string): void {
    this.announce(message);
  }

  get purpose(): Purpose | null {
    if (this.editing) return { type: 'edit', post: this.editing };
    if (this.thread) return { type: 'reply', threadId: this.thread, inReplyTo: this.inReplyTo, role: this.replyRole };
    return this.community ? { type: 'start', communityId: this.community } : null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#keeper.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#keeper.stop();
    this.#preview?.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('kind') && this.kind) this.composition = { ...this.composition, kind: this.kind };
  }

  protected override firstUpdated(): void {
    if (this.autofocus) this.field?.focus();
  }

  protected override render(): unknown {
    const { value } = this.#prepared;
    const { purpose } = this;
    if (!purpose || (purpose.type === 'start' && !value))
      return this.#prepared.render({
        loading: () =>
          html`<div class="skeleton" role="status" aria-label=${this.t.loading}><div class="ghost tall"><i></i></div></div>`,
        failed: (problem) => failure(this.t, problem, () => void this.#prepared.refresh()),
        ready: () => nothing,
      });
    if (purpose.type === 'start' && value?.community && !value.community.may.includes('threads.start'))
      return html`<p class="notice" part="notice">${this.t.membersWrite}</p>`;
    return this.#form(purpose, value);
  }

  #form(purpose: Purpose, prepared: Prepared | null): TemplateResult {
    const { t, composition } = this;
    const features = readFeatures(this.features, FEATURES);
    const titled = purpose.type === 'start' || (purpose.type === 'edit' && isOpening(purpose.post));
    const problem = this.#sending.problem;
    const inline = purpose.type === 'edit' || this.respondsTo !== null;
    const calm = purpose.type === 'reply' && !inline && !this.opened && composition.text === '';
    return html`<form
        class=${calm ? 'calm' : purpose.type === 'reply' ? '' : 'roomy'}
        part="form"
        novalidate
        @submit=${this.#submit}
        @keydown=${this.#key}
        @focusin=${this.#open}
      >
        ${purpose.type === 'start' && this.kind === null ? this.#kinds() : nothing}
        ${
          titled
            ? html`<div class="labelled">
              <label for="title">${t.composeTitle}</label>
              <input
                id="title"
                class="field"
                part="field"
                maxlength="200"
                dir="auto"
                autocomplete="off"
                placeholder=${composition.kind === 'question' ? t.titleHint.question : t.titleHint.other}
                aria-invalid=${problem?.field === 'title'}
                .value=${live(composition.title)}
                @input=${(event: Event) => this.#change({ title: (event.target as HTMLInputElement).value })}
              />
            </div>`
            : nothing
        }
        <div class="box">
          ${toolbar({
            t,
            features,
            previewing: this.previewing,
            use: (tool) => this.#use(tool),
            more: (button) => void this.#menu.open(button, t.moreActions, this.#hiddenTools(features)),
            preview: () => void this.#togglePreview(),
          })}
          <div class="panes ${this.previewing ? 'previewing' : ''}">
            <textarea
              part="field"
              rows=${purpose.type === 'start' ? 6 : calm ? 1 : 3}
              maxlength="40000"
              dir="auto"
              aria-label=${t.composeBody}
              placeholder=${this.#hint(purpose)}
              aria-invalid=${problem?.field === 'body'}
              .value=${live(composition.text)}
              @input=${this.#typed}
            ></textarea>
            ${this.previewing ? this.#previewPane() : nothing}
          </div>
        </div>
        ${
          titled && features.has('topics')
            ? topicsField({
                t,
                chosen: composition.topics,
                labelOf: (topic) => this.#assistance.labelOf(topic) ?? prepared?.labels.get(topic) ?? topic,
                change: (topics) => this.#change({ topics }),
                typed: (field) =>
                  void this.#assistance.topics(field, (topic) => {
                    field.value = '';
                    this.#change({ topics: [...new Set([...this.composition.topics, topic])] });
                  }),
              })
            : nothing
        }
        ${
          purpose.type === 'start' && composition.kind === 'question'
            ? html`<label class="check"
              ><input
                type="checkbox"
                .checked=${live(composition.customerWaiting)}
                @change=${(event: Event) => this.#change({ customerWaiting: (event.target as HTMLInputElement).checked })}
              />${t.waitingCustomer}</label
            >`
            : nothing
        }
        ${refusal(t, problem, true)} ${calm ? nothing : this.#foot(purpose, prepared, inline)}
      </form>
      ${this.#menu.render()}`;
  }

  #previewPane(): TemplateResult {
    const { previewHtml: shown, t } = this;
    return shown === null
      ? html`<section class="preview" part="preview" aria-label=${t.preview}>${t.previewEmpty}</section>`
      : html`<section class="preview prose" part="preview" aria-label=${t.preview} dir="auto" ${sanitized(shown)}
          >${unsanitized(shown)}</section
        >`;
  }

  #kinds(): TemplateResult {
    const kinds = KINDS.filter(
      (kind) =>
        kind !== 'announcement' ||
        this.#prepared.value?.community?.you.roles.some((role) => role === 'facilitator' || role === 'sponsor'),
    );
    return html`<fieldset class="kinds">
      <legend class="unseen">${this.t.composeKind}</legend>
      ${kinds.map(
        (kind) =>
          html`<label
            ><input
              type="radio"
              name="kind"
              value=${kind}
              .checked=${live(this.composition.kind === kind)}
              @change=${() => this.#change({ kind })}
            /><span>${this.t.kind[kind]}</span></label
          >`,
      )}
    </fieldset>`;
  }

  #foot(purpose: Purpose, prepared: Prepared | null, inline: boolean): TemplateResult {
    const { t, composition } = this;
    const label =
      purpose.type === 'start'
        ? t.submit[composition.kind]
        : purpose.type === 'edit'
          ? t.save
          : purpose.role === 'answer'
            ? t.answer
            : t.reply;
    return html`<div class="foot">
      <p class="consequence" part="consequence">
        ${consequence(this.locale, purpose, composition.kind, prepared?.community ?? null, this.#mentions.namesIn(composition.text))}
        <span role="status">${this.draft === 'saved' ? t.draftSaved : this.draft === 'failed' ? t.draftFailed : nothing}</span>
      </p>
      <div class="buttons">
        ${
          inline || this.draft === 'saved'
            ? html`<button type="button" class="button quiet" part="button" @click=${() => void this.#cancel()}
              >${inline ? t.cancel : t.discardDraft}</button
            >`
            : nothing
        }
        <button type="submit" class="button primary" part="button" ?disabled=${this.#sending.busy}>${label}</button>
      </div>
    </div>`;
  }

  #hint(purpose: Purpose): string {
    const { composeHint } = this.t;
    if (purpose.type === 'reply') return purpose.role === 'answer' ? composeHint.answer : composeHint.reply;
    return this.composition.kind === 'question' ? composeHint.question : composeHint.other;
  }

  #restore({ restored, mentions }: Prepared): void {
    // Who has begun to write already goes on with that.
    if (!restored || this.composition.text || this.composition.title) return;
    if (restored.draft) this.#keeper.found();
    this.draft = restored.draft ? 'saved' : 'none';
    this.composition = {
      ...this.composition,
      title: restored.title ?? '',
      text: this.#mentions.toWords(restored.body, mentions),
      topics: restored.topics,
    };
  }

  #change(change: Partial<Composition>): void {
    this.composition = { ...this.composition, ...change };
    this.#sending.changed();
    const { source, purpose } = this;
    if (!source || !purpose) return;
    const { title, text, topics } = this.composition;
    this.#keeper.note(source, draftKey(purpose), { title: title || null, body: this.#mentions.toTokens(text), topics });
    if (this.previewing) void this.#renderPreview();
  }

  #typed = (event: Event): void => {
    const field = event.target as HTMLTextAreaElement;
    this.#change({ text: field.value });
    if (readFeatures(this.features, FEATURES).has('mentions')) void this.#assistance.people(field, this.#mentions);
  };

  #open = (): void => {
    this.opened = true;
  };

  #use(tool: Tool): void {
    const { field } = this;
    if (!field) return;
    void this.#assistance.use(field, tool);
  }

  #hiddenTools(features: ReadonlySet<string>) {
    return TOOLS.slice(NARROW)
      .filter(([tool]) => tool !== 'mention' || features.has('mentions'))
      .map(([tool, icon]) => ({ label: this.t[tool], icon, run: () => this.#use(tool) }));
  }

  async #togglePreview(): Promise<void> {
    this.previewing = !this.previewing;
    if (this.previewing) await this.#renderPreview();
    else await this.updateComplete.then(() => this.field?.focus());
  }

  async #renderPreview(): Promise<void> {
    this.#preview?.abort();
    const preview = new AbortController();
    this.#preview = preview;
    const body = this.#mentions.toTokens(this.composition.text);
    try {
      const shown = body.trim() ? await this.source?.threads.preview({ body }, { signal: preview.signal }) : null;
      if (preview === this.#preview) this.previewHtml = shown?.html ?? null;
    } catch {
      // The next keystroke asks again.
    }
  }

  #key = (event: KeyboardEvent): void => {
    const command = event.ctrlKey || event.metaKey;
    const tool = TOOLS.find(([, , key]) => key === event.key)?.[0];
    if (command && event.key === 'Enter') (event.currentTarget as HTMLFormElement).requestSubmit();
    else if (command && tool && event.target === this.field) this.#use(tool);
    else if (event.key === 'Escape' && this.respondsTo && this.composition.text === '') void this.#cancel();
    else return;
    event.preventDefault();
  };

  async #cancel(): Promise<void> {
    const { source, purpose } = this;
    if (source && purpose) await this.#keeper.discard(source, draftKey(purpose));
    this.#reset();
    emit(this, 'cop-compose-cancelled', { postId: this.editing?.id ?? this.inReplyTo });
  }

  #reset(): void {
    this.#mentions = new Mentions();
    this.composition = { kind: this.kind ?? this.composition.kind, ...EMPTY };
    this.previewing = false;
    this.previewHtml = null;
    this.draft = 'none';
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { source, purpose } = this;
    if (!source || !purpose) return;
    const sent = await this.#sending.send(source, purpose, {
      ...this.composition,
      text: this.#mentions.toTokens(this.composition.text),
    });
    if (!sent) return;
    await this.#keeper.discard(source, draftKey(purpose));
    this.#reset();
    this.announce(this.t.sent[purpose.type]);
    sent();
  };
}
