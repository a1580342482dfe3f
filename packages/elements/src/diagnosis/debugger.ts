import type { Problem } from '@copkit/core';
import { css, html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { CopProvider } from '../provider/provider.component.js';
import { tokenFrom } from '../provider/token.js';
import { diagnose, type Finding } from './diagnose.js';
import { misuses } from './markup.js';

/** How often it looks whether the elements are written right, in milliseconds: nothing tells when a property is set. */
const INTERVAL = 1000;

const styles = css`
  [part='debug'] {
    display: block;
    margin-block: 0.5rem;
    padding: 0.75rem 1rem;
    border: 1px solid light-dark(oklch(0.49 0.18 27), oklch(0.77 0.13 25));
    border-inline-start-width: 0.4rem;
    border-radius: 0.5rem;
    background: light-dark(oklch(1 0 0), oklch(0.22 0.008 260));
    color: light-dark(oklch(0.24 0.015 260), oklch(0.94 0.005 260));
    font: 0.9rem / 1.5 system-ui, sans-serif;
    overflow-wrap: anywhere;
  }
  p {
    margin: 0.25rem 0;
  }
  button {
    font: inherit;
    min-block-size: 1.75rem;
  }
`.styleSheet;

/** Watches a provider with `debug` and says on the page what is wrong. */
export class Debugger implements ReactiveController {
  #finding: Finding | null = null;
  #problem: Problem | null;
  #misuses: readonly string[] = [];
  #interval: ReturnType<typeof setInterval> | undefined;
  #running = false;
  /** Whether something changed while it looked. */
  #again = false;
  /** One of each origin. */
  readonly #violations = new Map<string, SecurityPolicyViolationEvent>();

  /** `problem` is what failed before it was there. */
  constructor(
    private readonly host: CopProvider,
    problem: Problem | null,
  ) {
    this.#problem = problem;
    const root = host.shadowRoot;
    if (root && styles) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles];
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('securitypolicyviolation', this.#violated);
    this.host.addEventListener('cop-error', this.#failed);
    this.#interval = setInterval(this.#inspect, INTERVAL);
    this.#inspect();
    this.run();
  }

  hostDisconnected(): void {
    clearInterval(this.#interval);
    document.removeEventListener('securitypolicyviolation', this.#violated);
    this.host.removeEventListener('cop-error', this.#failed);
  }

  /** Looks again, after something has changed. */
  run = (): void => {
    this.#again = this.#running;
    if (this.#running) return;
    this.#running = true;
    void this.#look().finally(() => {
      this.#running = false;
      this.host.requestUpdate();
      if (this.#again) this.run();
    });
  };

  render(): TemplateResult | typeof nothing {
    const finding = this.#finding;
    if (!finding || (finding.fault === 'none' && !this.#problem && this.#misuses.length === 0)) return nothing;
    return html`<section part="debug" role="alert" aria-label="copkit debug" data-fault=${finding.fault} lang="en" dir="ltr">
      <p><strong>copkit: ${finding.what}</strong></p>
      ${finding.next ? html`<p>${finding.next}</p>` : nothing}
      ${this.#problem ? html`<p>Last failed call: ${this.#problem.code}. ${this.#problem.message}</p>` : nothing}
      ${this.#misuses.map((misuse) => html`<p>${misuse}</p>`)}
      <button type="button" @click=${this.#checkAgain}>Check again</button>
    </section>`;
  }

  async #look(): Promise<void> {
    const { url, api, token, tokenUrl, credentials } = this.host;
    if (url === null) {
      this.#finding = api
        ? { fault: 'none', what: 'The API was given as a property.', next: '' }
        : {
            fault: 'no-source',
            what: 'The provider has neither a url attribute nor an api property.',
            next: 'Write <cop-provider url="/copkit">, or set its api property.',
          };
      return;
    }
    const given = typeof token === 'string' ? async () => token : (token ?? null);
    this.#finding = await diagnose({
      url,
      token: given ?? (tokenUrl === null ? null : () => tokenFrom(tokenUrl, fetch)),
      credentials,
      violations: [...this.#violations.values()],
      fetch: (input, init) => fetch(input, init),
      page: { origin: location.origin, href: document.baseURI, onLine: navigator.onLine },
      now: Date.now(),
    });
  }

  #checkAgain = (): void => {
    this.#problem = null;
    this.#inspect();
    this.run();
  };

  #inspect = (): void => {
    const found = misuses(this.host);
    if (found.join() === this.#misuses.join()) return;
    this.#misuses = found;
    this.host.requestUpdate();
  };

  #violated = (event: SecurityPolicyViolationEvent): void => {
    const { blockedURI, effectiveDirective } = event;
    if (effectiveDirective !== 'connect-src' || !URL.canParse(blockedURI)) return;
    const { origin } = new URL(blockedURI);
    // Looking again is refused again: what is known is no news.
    if (this.#violations.has(origin)) return;
    this.#violations.set(origin, event);
    this.run();
  };

  #failed = (event: CustomEvent<{ readonly problem: Problem }>): void => {
    this.#problem = event.detail.problem;
    this.run();
  };
}
