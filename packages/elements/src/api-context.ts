import type { CopkitApi } from '@copkit/core';
import { ContextEvent, createContext } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Carries the API from a provider to the elements inside it. The same key in every copy of the package. */
export const apiContext = createContext<CopkitApi | null>(Symbol.for('copkit.api'));

/** Asks the nearest provider for the API, and again when a provider awakes later than its content. */
export class ApiConsumer implements ReactiveController {
  /** `undefined` while no provider has answered, `null` while the provider has nothing to give. */
  value: CopkitApi | null | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('context-provider', this.#ask);
    this.#ask();
  }

  hostDisconnected(): void {
    document.removeEventListener('context-provider', this.#ask);
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.value = undefined;
  }

  #ask = (event?: Event): void => {
    if (event && (event as Event & { context?: unknown }).context !== apiContext) return;
    this.host.dispatchEvent(new ContextEvent(apiContext, this.host, this.#receive, true));
  };

  #receive = (value: CopkitApi | null, unsubscribe?: () => void): void => {
    if (unsubscribe !== this.#unsubscribe) this.#unsubscribe?.();
    this.#unsubscribe = unsubscribe;
    if (value === this.value) return;
    this.value = value;
    this.host.requestUpdate();
  };
}
