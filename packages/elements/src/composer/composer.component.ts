import type { CopkitApi, Post, SubjectInput, ThreadKind } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { readFeatures } from '../features.js';
import type { Localizer } from '../locale/localizer.js';
import type { Messages } from '../locale/messages.js';
import { Menu } from '../menu.js';
import { Resource } from '../resource.js';
import { failure, refusal } from '../states.js';
import { floating } from '../styles/floating.js';
import { prose } from '../styles/prose.js';
import type { Asking } from './asking.js';
import type { Assistance } from './assistance.js';
import { styles } from './composer.styles.js';
import { type Composition, draftKey, isOpening, type Prepared, type Purpose, prepare } from './composition.js';
import { consequence } from './consequence.js';
import { customerField, foot, hint, kindField, titleField } from './fields.js';
import { Preview } from './preview.js';
import { Sending } from './sending.js';
import { NARROW, TOOLS, type Tool, toolbar } from './toolbar.js';
import { topicsField } from './topics.js';
import { Writing } from './writing.js';

const FEATURES = ['toolbar', 'preview', 'mentions', 'topics', 'asking'];

/**
 * @summary Starts a thread or replies to one: Markdown with a toolbar and a preview, mentions, topics, and a draft that
 * survives a reload.
 *
 * @tag cop-composer
 * @event cop-before-start - Cancel to keep a thread from being started. `cop-started` follows.
 * @event cop-before-reply - Cancel to keep a reply from being sent. `cop-replied` follows.
 * @event cop-before-discuss - Cancel to keep a comment out of a page's discussion. `cop-discussed` follows.
 * @event cop-before-edit - Cancel to keep a change from being saved. `cop-edited` follows.
 * @event cop-compose-cancelled - The person gave up writing.
 * @event cop-error - A call failed.
 * @csspart form - The form.
 * @csspart toolbar - Formatting and preview.
 * @csspart field - A field.
 * @csspart preview - The preview.
 * @csspart topic - A chosen topic.
 * @csspart suggestions - People or topics that fit what is being typed.
 * @csspart asking - Who would be asked about a question.
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

  /** The page, procedure or machine a thread is to be about: its key, or with what it is called and where it is. */
  @property() subject: SubjectInput | null = null;

  /** Adds to the own discussion of the page `subject`, instead of starting a thread. */
  @property({ type: Boolean }) discuss = false;

  /** What a new thread begins with, such as a title that was typed elsewhere. */
  @property({ attribute: false }) beginning: Partial<Pick<Composition, 'title' | 'topics'>> | null = null;

  /** Parts to switch off: `toolbar preview mentions topics asking`, all on where absent. */
  @property() features = '';

  /** The post to change, instead of writing a new one. */
  @property({ attribute: false }) editing: Post | null = null;

  /** The post that is responded to, to say so. */
  @property({ attribute: false }) respondsTo: Post | null = null;

  /** Puts the caret into the text as soon as it is there. */
  @property({ type: Boolean }) override autofocus = false;

  @state() private opened = false;
  @query('textarea') private field!: HTMLTextAreaElement | null;

  #writing: Writing | null = null;
  #written: { readonly key: string; readonly api: CopkitApi | null | undefined } | null = null;
  #assistance: Assistance | null = null;
  #asking: Asking | null = null;
  readonly #menu = new Menu(this);
  readonly #preview = new Preview(this);
  readonly #sending = new Sending(this);

  readonly #prepared = new Resource<readonly [string], Prepared>(this, {
    subject: () => (this.purpose ? [draftKey(this.purpose)] : null),
    load: async (api, _subject, signal) => {
      const prepared = await prepare(api, this.purpose as Purpose, signal);
      this.#writing?.restore(prepared);
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
    const { thread, community: communityId, subject } = this;
    if (thread) return { type: 'reply', to: thread, inReplyTo: this.inReplyTo, role: this.replyRole };
    if (!communityId) return null;
    return subject && this.discuss
      ? { type: 'reply', to: { communityId, subject }, inReplyTo: null, role: null }
      : { type: 'start', communityId, subject };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#writing?.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#writing?.stop();
    this.#asking?.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { purpose, source } = this;
    const key = purpose && draftKey(purpose);
    const { key: knownKey, api } = this.#written ?? {};
    // Another purpose or another person: what was written so far is not for them.
    if (key !== (knownKey ?? null) || (source && api && source !== api)) this.#begin();
    if (key !== null) this.#written = { key, api: source ?? api };
    if (changed.has('kind') && this.kind) this.#writing?.change(null, { kind: this.kind });
  }

  protected override firstUpdated(): void {
    if (this.autofocus) this.field?.focus();
  }

  protected override render(): unknown {
    const { value } = this.#prepared;
    const { purpose } = this;
    if (!purpose || !this.#writing || (purpose.type === 'start' && !value))
      return this.#prepared.render({
        loading: () =>
          html`<div class="skeleton" role="status" aria-label=${this.t.loading}><div class="ghost tall"><i></i></div></div>`,
        failed: (problem) => failure(this.t, problem, () => void this.#prepared.refresh()),
        ready: () => nothing,
      });
    if (purpose.type === 'start' && value?.community && !value.community.may.includes('threads.start'))
      return html`<p class="notice" part="notice">${this.t.membersWrite}</p>`;
    return this.#form(purpose, this.#writing, value);
  }

  #form(purpose: Purpose, writing: Writing, prepared: Prepared | null): TemplateResult {
    const { t } = this;
    const { composition, draft } = writing;
    const features = readFeatures(this.features, FEATURES);
    const titled = purpose.type === 'start' || (purpose.type === 'edit' && isOpening(purpose.post));
    const problem = this.#sending.problem;
    const inline = purpose.type === 'edit' || this.respondsTo !== null;
    const calm = purpose.type === 'reply' && !inline && !this.opened && composition.text === '';
    const told = writing.mentions.namesIn(composition.text);
    return html`<form
        class=${calm ? 'calm' : purpose.type === 'reply' ? '' : 'roomy'}
        part="form"
        novalidate
        @submit=${this.#submit}
        @keydown=${this.#key}
        @focusin=${this.#open}
      >
        ${
          purpose.type === 'start' && this.kind === null && prepared
            ? kindField(t, composition.kind, prepared, this.#change)
            : nothing
        }
        ${titled ? titleField(t, composition, problem, this.#change) : nothing}
        <div class="box">
          ${toolbar({
            t,
            features,
            previewing: this.#preview.shown,
            use: (tool) => this.#use(tool),
            more: (button) => void this.#menu.open(button, t.moreActions, this.#hiddenTools(features)),
            preview: () => void this.#togglePreview(),
          })}
          <div class="panes ${this.#preview.shown ? 'previewing' : ''}">
            <textarea
              part="field"
              rows=${purpose.type === 'start' ? 6 : calm ? 1 : 3}
              maxlength="40000"
              dir="auto"
              aria-label=${t.composeBody}
              placeholder=${hint(t, purpose, composition.kind)}
              aria-invalid=${problem?.field === 'body'}
              .value=${live(composition.text)}
              @input=${this.#typed}
            ></textarea>
            ${this.#preview.shown ? this.#preview.render(t) : nothing}
          </div>
        </div>
        ${titled && features.has('topics') ? this.#topics(composition, prepared) : nothing}
        ${
          purpose.type === 'start' && composition.kind === 'question'
            ? customerField(t, composition.customerWaiting, this.#change)
            : nothing
        }
        ${features.has('asking') ? this.#whoIsAsked(purpose, writing, prepared) : nothing}
        ${refusal(t, problem, true)}
        ${
          calm
            ? nothing
            : foot(t, {
                purpose,
                kind: composition.kind,
                consequence: consequence(this.locale, purpose, composition.kind, prepared?.community ?? null, told),
                draft,
                busy: this.#sending.busy,
                inline,
                cancel: () => void this.#cancel(),
              })
        }
      </form>
      ${this.#menu.render()}`;
  }

  #topics({ topics }: Composition, prepared: Prepared | null): TemplateResult {
    const add = (field: HTMLInputElement, topic: string): void => {
      field.value = '';
      this.#change({ topics: [...new Set([...(this.#writing?.composition.topics ?? []), topic])] });
    };
    return topicsField({
      t: this.t,
      chosen: topics,
      labelOf: (topic) => this.#assistance?.labelOf(topic) ?? prepared?.labels.get(topic) ?? topic,
      change: (changed) => this.#change({ topics: changed }),
      typed: (field) => void this.#assist((assistance) => assistance.topics(field, (topic) => add(field, topic))),
    });
  }

  /** Once a question has a title, who would be asked about it. What finds out loads only then. */
  #whoIsAsked(purpose: Purpose, { composition, stored }: Writing, prepared: Prepared | null): unknown {
    const { kind, title, topics, invite } = composition;
    const community = prepared?.community;
    if (purpose.type !== 'start' || kind !== 'question' || !title.trim() || !community) return nothing;
    if (!this.#asking) {
      void import('./asking.js').then(({ Asking }) => {
        this.#asking ??= new Asking(this);
        this.requestUpdate();
      });
      return nothing;
    }
    const question = { communityId: community.id, title: title.trim(), body: stored.text, topics };
    return this.#asking.render(question, invite ?? community.routing.enabled, (chosen) =>
      this.#change({ invite: chosen }),
    );
  }

  /** Begins with an empty page, for what the composer is for now. */
  #begin(): void {
    const { purpose } = this;
    this.#writing?.stop();
    this.#asking?.stop();
    this.#preview.hide();
    this.#sending.changed();
    const kind = this.kind ?? this.#writing?.composition.kind ?? 'question';
    this.#writing = purpose && new Writing(purpose, kind, () => this.requestUpdate());
    if (purpose?.type === 'start' && this.beginning) this.#writing?.change(null, this.beginning);
    if (this.isConnected) this.#writing?.start();
  }

  #change = (change: Partial<Composition>): void => {
    this.#sending.changed();
    this.#writing?.change(this.source, change);
    if (this.#preview.shown) void this.#preview.show(this.source, this.#writing?.stored.text ?? '');
  };

  #typed = (event: Event): void => {
    const field = event.target as HTMLTextAreaElement;
    this.#change({ text: field.value });
    if (field.value.includes('@') && readFeatures(this.features, FEATURES).has('mentions'))
      void this.#assist((assistance) => assistance.people(field));
  };

  #open = (): void => {
    this.opened = true;
  };

  #use(tool: Tool): void {
    const { field } = this;
    if (field) void this.#assist((assistance) => assistance.use(field, tool));
  }

  /** What helps while somebody writes loads with the first need for it. */
  async #assist(help: (assistance: Assistance) => Promise<void> | void): Promise<void> {
    const { Assistance } = await import('./assistance.js');
    this.#assistance ??= new Assistance(this, {
      communityId: () => this.#prepared.value?.community?.id ?? this.community,
      wordsFor: (person) => this.#writing?.mentions.wordsFor(person) ?? '',
    });
    await help(this.#assistance);
  }

  #hiddenTools(features: ReadonlySet<string>) {
    return TOOLS.slice(NARROW)
      .filter(([tool]) => tool !== 'mention' || features.has('mentions'))
      .map(([tool, icon]) => ({ label: this.t[tool], icon, run: () => this.#use(tool) }));
  }

  async #togglePreview(): Promise<void> {
    if (!this.#preview.shown) return this.#preview.show(this.source, this.#writing?.stored.text ?? '');
    this.#preview.hide();
    await this.updateComplete;
    this.field?.focus();
  }

  #key = (event: KeyboardEvent): void => {
    const command = event.ctrlKey || event.metaKey;
    const tool = TOOLS.find(([, , key]) => key === event.key)?.[0];
    if (command && event.key === 'Enter') (event.currentTarget as HTMLFormElement).requestSubmit();
    else if (command && tool && event.target === this.field) this.#use(tool);
    else if (event.key === 'Escape' && this.respondsTo && !this.#writing?.composition.text) void this.#cancel();
    else return;
    event.preventDefault();
  };

  async #cancel(): Promise<void> {
    if (this.source) await this.#writing?.discard(this.source);
    this.#begin();
    emit(this, 'cop-compose-cancelled', { postId: this.editing?.id ?? this.inReplyTo });
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { source, purpose } = this;
    const writing = this.#writing;
    if (!source || !purpose || !writing) return;
    const tell = await this.#sending.send(source, purpose, writing.stored);
    if (!tell) return;
    await writing.discard(source);
    if (writing === this.#writing) this.#begin();
    this.announce(this.t.sent[purpose.type]);
    tell();
  };
}
