import type { CopkitApi, Post, SubjectInput, ThreadKind } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { readFeatures } from '../features.js';
import type { AllMessages } from '../locale/messages.js';
import { Resource } from '../resource.js';
import { failure } from '../states.js';
import { prose } from '../styles/prose.js';
import { styles } from './composer.styles.js';
import { type Composition, draftKey, type Prepared, type Purpose, prepare, purposeOf } from './composition.js';
import { Fitting } from './fitting.js';
import { type Form, type FormHandlers, formTemplate } from './form.js';
import type { Tool } from './formatting.js';
import { Help } from './help.js';
import { KEYS } from './keys.js';
import { Preview } from './preview.js';
import { Sending } from './sending.js';
import { Writing } from './writing.js';

const FEATURES = ['toolbar', 'preview', 'mentions', 'topics', 'asking'];

/**
 * @summary Starts a thread or replies to one: Markdown with a toolbar and a preview, mentions, topics, and a draft that
 * survives a reload.
 *
 * @tag cop-composer
 * @event {CustomEvent<CopEvents['cop-before-start']>} cop-before-start - Cancel to keep a thread from being started.
 * @event {CustomEvent<CopEvents['cop-started']>} cop-started - A thread was started.
 * @event {CustomEvent<CopEvents['cop-before-reply']>} cop-before-reply - Cancel to keep a reply from being sent.
 * @event {CustomEvent<CopEvents['cop-replied']>} cop-replied - A reply was sent.
 * @event {CustomEvent<CopEvents['cop-before-discuss']>} cop-before-discuss - Cancel to keep a comment out of a page's discussion.
 * @event {CustomEvent<CopEvents['cop-discussed']>} cop-discussed - A comment was added to a page's discussion.
 * @event {CustomEvent<CopEvents['cop-before-edit']>} cop-before-edit - Cancel to keep a change from being saved.
 * @event {CustomEvent<CopEvents['cop-edited']>} cop-edited - A change was saved.
 * @event {CustomEvent<CopEvents['cop-compose-cancelled']>} cop-compose-cancelled - The person gave up writing; the draft is gone.
 * @event {CustomEvent<CopEvents['cop-invite']>} cop-invite - The person chose whether people are asked about the question.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
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
 * @csspart avatar - A person’s initials.
 * @csspart notice - A line above content that could not be read again, or in its place.
 * @csspart skeleton - The loading state.
 * @csspart error - What went wrong.
 */
export class CopComposer extends CopElement {
  static override styles: CSSResultGroup = [CopElement.styles, prose, styles];

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

  /** What a new thread begins with, such as a title that was typed elsewhere. A draft that is there goes first. */
  @property({ attribute: false }) beginning: Partial<Pick<Composition, 'title' | 'topics'>> | null = null;

  /** Parts to switch off: `toolbar preview mentions topics asking`, all on where absent. */
  @property() features = '';

  /** The post to change, instead of writing a new one. */
  @property({ attribute: false }) editing: Post | null = null;

  /** The post that is responded to, to say so. */
  @property({ attribute: false }) respondsTo: Post | null = null;

  /** Puts the caret into the first field to write in as soon as it is there. */
  @property({ type: Boolean }) override autofocus = false;

  @state() private opened = false;

  #writing: Writing | null = null;
  #written: { readonly key: string; readonly api: CopkitApi | null | undefined } | null = null;
  /** Whether the caret is still to be put into the first field. */
  #awaited = false;
  readonly #preview = new Preview(this);
  readonly #sending = new Sending(this);
  readonly #fitting = new Fitting(this, this.locale, (error) => this.#sending.failed(error));

  readonly #help = new Help(this, {
    communityId: () => this.#prepared.value?.community?.id ?? this.community,
    say: (message) => this.announce(message),
    wordsFor: (person) => this.#writing?.mentions.wordsFor(person) ?? '',
    topics: () => this.#writing?.composition.topics ?? [],
    choose: (topics) => this.#change({ topics }),
  });

  readonly #prepared = new Resource<readonly [string], Prepared>(this, {
    subject: () => (this.purpose ? [draftKey(this.purpose)] : null),
    load: async (api, _subject, signal) => {
      const purpose = this.purpose as Purpose;
      const [prepared] = await Promise.all([prepare(api, purpose, signal), this.#calm ? null : this.#fitting.load()]);
      this.#writing?.restore(prepared);
      return prepared;
    },
  });

  words(): Promise<AllMessages> {
    return this.locale.actions();
  }

  get #field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  /** Where writing begins: with the title of what is started. */
  get #first(): HTMLElement | null {
    return this.purpose?.type === 'start' ? this.renderRoot.querySelector<HTMLElement>('#title') : this.#field;
  }

  /** What is written; `null` while nothing says for what. */
  get purpose(): Purpose | null {
    return purposeOf(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#writing?.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#writing?.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { purpose, source } = this;
    const key = purpose && draftKey(purpose);
    const { key: knownKey, api } = this.#written ?? {};
    // Another purpose or another person: what was written so far is not for them.
    if (key !== (knownKey ?? null) || (source && api && source !== api)) this.#begin();
    if (key !== null) this.#written = { key, api: source ?? api };
    if (changed.has('autofocus')) this.#awaited = this.autofocus;
    if (changed.has('kind') && this.kind) this.#writing?.change(null, { kind: this.kind });
  }

  protected override updated(): void {
    if (this.#awaited && this.#first) {
      this.#awaited = false;
      this.#first.focus();
    }
    if (this.#field && !this.#calm && !this.#sending.problem) void this.#fitting.load();
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
      return html`<p class="notice" part="notice">${value.community.archived ? this.t.archivedNotice : this.t.membersWrite}</p>`;
    const calm = this.#calm;
    const form: Form = {
      t: this.t,
      locale: this.locale,
      features: readFeatures(this.features, FEATURES),
      purpose,
      writing: this.#writing,
      prepared: value,
      preview: this.#preview,
      sending: this.#sending,
      kindGiven: this.kind !== null,
      inline: purpose.type === 'edit' || this.respondsTo !== null,
      labelOf: (topic) => this.#help.labelOf(topic) ?? value?.labels.get(topic) ?? topic,
      on: this.#handlers,
    };
    return formTemplate(form, calm ? null : this.#fitting.fittings, calm);
  }

  /** Whether it is the line at the end of a thread that nobody has used yet. */
  get #calm(): boolean {
    return (
      !this.editing && this.thread !== null && !this.respondsTo && !this.opened && !this.#writing?.composition.text
    );
  }

  readonly #handlers: FormHandlers = {
    submit: (event) => void this.#submit(event),
    key: (event) => this.#key(event),
    focus: () => {
      this.opened = true;
      void this.#fitting.load();
    },
    change: (change) => this.#change(change),
    typed: (field) => this.#typed(field),
    typedTopic: (field) => void this.#help.topics(field),
    use: (tool) => this.#use(tool),
    preview: () => void this.#togglePreview(),
    cancel: () => void this.#cancel(),
  };

  /** Begins with an empty page, for what the composer is for now. */
  #begin(): void {
    const { purpose } = this;
    this.#writing?.stop();
    this.#preview.hide();
    this.#sending.changed();
    const kind = this.kind ?? this.#writing?.composition.kind ?? 'question';
    this.#writing = purpose && new Writing(purpose, kind, () => this.requestUpdate());
    if (purpose?.type === 'start' && this.beginning) this.#writing?.begin(this.beginning);
    if (this.isConnected) this.#writing?.start();
  }

  #change(change: Partial<Composition>): void {
    // What is on its way stays as it is; fields go back to it.
    if (this.#sending.busy) {
      this.requestUpdate();
      return;
    }
    this.#sending.changed();
    this.#writing?.change(this.source, change);
    if (this.#preview.shown) void this.#preview.show(this.source, this.#writing?.stored.text ?? '');
  }

  #typed(field: HTMLTextAreaElement): void {
    this.#change({ text: field.value });
    if (field.value.includes('@') && readFeatures(this.features, FEATURES).has('mentions'))
      void this.#help.people(field);
  }

  #use(tool: Tool): void {
    const field = this.#field;
    if (field && !field.readOnly) void this.#help.use(field, tool);
  }

  async #togglePreview(): Promise<void> {
    if (!this.#preview.shown) return this.#preview.show(this.source, this.#writing?.stored.text ?? '');
    this.#preview.hide();
    await this.updateComplete;
    this.#field?.focus();
  }

  #key(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    const tool = KEYS[event.key];
    if (command && event.key === 'Enter') (event.currentTarget as HTMLFormElement).requestSubmit();
    else if (command && tool && event.target === this.#field) this.#use(tool);
    else if (event.key === 'Escape' && !event.defaultPrevented && this.#empty) void this.#cancel();
    else return;
    event.preventDefault();
  }

  /** Whether there is nothing in it that giving up would lose, and giving up closes something. */
  get #empty(): boolean {
    const closes = this.respondsTo !== null || this.purpose?.type === 'start';
    const fields = this.renderRoot.querySelectorAll<HTMLInputElement>('textarea, #title, #topics');
    return closes && !this.#writing?.composition.topics.length && [...fields].every(({ value }) => value === '');
  }

  async #cancel(): Promise<void> {
    if (this.#sending.busy) return;
    if (this.source) await this.#writing?.discard(this.source);
    this.#begin();
    emit(this, 'cop-compose-cancelled', { postId: this.editing?.id ?? this.inReplyTo });
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const { source, purpose } = this;
    const writing = this.#writing;
    if (!source || !purpose || !writing) return;
    const sent = await this.#sending.send(source, purpose, writing);
    if (!sent) return;
    if (writing === this.#writing) this.#begin();
    // Whoever pressed the button goes on at the beginning, unless the page puts the focus elsewhere when it is told.
    if (this.shadowRoot?.activeElement?.matches('button')) this.#first?.focus();
    this.announce(sent.announcement);
    sent.tell();
  }
}
