import type { LitElement } from 'lit';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localizer } from '../locale/localizer.js';
import { exportButton } from '../metrics/export/export-menu.js';
import { report } from '../metrics/report.styles.js';
import { windowChoice } from '../metrics/window-choice.js';
import { adopt } from '../styles/adopt.js';
import type { Shown } from './element.js';
import { records } from './records.styles.js';
import { type RecordTexts, recordTexts } from './texts.js';

/** What records are told with. */
export interface Saying {
  readonly texts: RecordTexts;
  readonly locale: Localizer;
  readonly headingLevel: number;
}

/** How one kind of records is told. */
export interface Telling<T> {
  /** What it is called, and what it says. */
  readonly called: (said: RecordTexts['said']) => readonly [label: string, says: string];
  readonly tell: (value: T, saying: Saying) => TemplateResult;
}

interface View {
  readonly locale: Localizer;
  readonly features: ReadonlySet<string>;
  readonly ask: (window: string) => void;
}

/** What stands in an element around records once they are there. */
export class RecordsContent<T> {
  constructor(
    private readonly host: LitElement & { readonly headingLevel: number },
    private readonly telling: Telling<T>,
  ) {
    if (host.shadowRoot) for (const sheet of [report, records]) adopt(host.shadowRoot, sheet);
  }

  /** Until there are texts in the language. */
  async ready(locale: Localizer): Promise<void> {
    await recordTexts.load(locale.language);
  }

  render({ value, window, windows }: Shown<T>, { locale, features, ask }: View): TemplateResult {
    const { host, telling } = this;
    void recordTexts.load(locale.language)?.then(() => host.requestUpdate());
    const texts = recordTexts.in(locale.language);
    const { headingLevel } = host;
    const [title, says] = telling.called(texts.said);
    return html`<div class="head">
        <div class="label" part="label" role="heading" aria-level=${headingLevel}>${title}</div>
        ${features.has('window') && windows.length > 0 ? windowChoice({ texts, locale }, windows, window, ask) : nothing}
        ${value !== null && features.has('export') ? exportButton({ host, locale, title }) : nothing}
      </div>
      ${
        value === null
          ? html`<div class="empty" part="empty"><p>${texts.said.notOffered}</p></div>`
          : html`<p class="says">${says}</p>
              ${telling.tell(value, { texts, locale, headingLevel })}`
      }`;
  }
}
