import type { CopkitApi } from '@copkit/core';
import { fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import '../provider/provider.js';
import type { CopElement } from '../element.js';

/** Puts an element on the page inside a provider of `api`. */
export const show = async <E extends CopElement>(api: CopkitApi, content: TemplateResult): Promise<E> => {
  const provider = await fixture(html`<cop-provider .api=${api}>${content}</cop-provider>`);
  return provider.firstElementChild as E;
};

/** All elements inside an element that fit, in its own shadow root. */
export const all = <E extends HTMLElement = HTMLElement>(element: Element, selector: string): readonly E[] => [
  ...(element.shadowRoot?.querySelectorAll<E>(selector) ?? []),
];

/** The texts of the elements that fit, with single spaces. */
export const texts = (element: Element, selector: string): readonly string[] =>
  all(element, selector).map((found) => found.innerText.replace(/\s+/g, ' ').trim());

/** Waits for an element inside another one's shadow root. */
export const found = async <E extends HTMLElement = HTMLElement>(element: Element, selector: string): Promise<E> => {
  const there = () => {
    const [first] = all(element, selector);
    // What is about to come into view has no text yet: rows are laid out when they are needed.
    return first !== undefined && first.checkVisibility({ contentVisibilityAuto: true }) === first.checkVisibility();
  };
  await waitUntil(there, `${selector} in <${element.localName}>`, { timeout: 5000 });
  return all<E>(element, selector)[0] as E;
};

/** The button, link or menu item that says `text`, or is called so. */
export const control = async (element: Element, text: string): Promise<HTMLElement> => {
  const find = () =>
    all(element, 'button, a, [role^=menuitem]').find(
      (button) => button.getAttribute('aria-label') === text || button.innerText.trim() === text,
    );
  await waitUntil(() => find() !== undefined, `"${text}" in <${element.localName}>`, { timeout: 5000 });
  return find() as HTMLElement;
};

/** What has the focus inside an element; `null` where that is not in it. */
export const focused = (element: Element): HTMLElement | null =>
  (element.shadowRoot?.activeElement as HTMLElement | null | undefined) ?? null;

/** What was last said to people who do not see the page. */
export const announced = (): string => document.querySelector('[data-cop=announcer]')?.textContent ?? '';

/** Writes into a field as a person does. */
export const type = (field: HTMLInputElement | HTMLTextAreaElement, text: string): void => {
  field.focus();
  field.value = text;
  field.setSelectionRange(text.length, text.length);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
};

/** Chooses in a select as a person does. */
export const choose = (select: HTMLSelectElement, value: string): void => {
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};

/** The next event of a kind on a target. */
export const next = <Name extends keyof HTMLElementEventMap>(
  target: HTMLElement,
  name: Name,
): Promise<HTMLElementEventMap[Name]> =>
  new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));

/** What a call is rejected with when the server cannot be reached. */
export const unavailable = () =>
  Promise.reject(Object.assign(new Error('No connection.'), { name: 'CopkitError', code: 'unavailable', field: null }));

/** Presses a key while Control is held down. */
export const withControl = async (key: string): Promise<void> => {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Control' });
};
