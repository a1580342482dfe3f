import type { Page } from 'puppeteer-core';

/** What a page offers to whoever sees or hears it, by its role and name. */
export const named = (page: Page, role: string, name: string) =>
  page.locator(`::-p-aria([name="${name}"][role="${role}"])`);
export const press = (page: Page, name: string) => named(page, 'button', name).click();
export const follow = (page: Page, name: string) => named(page, 'link', name).click();
export const fill = (page: Page, name: string, text: string) => named(page, 'textbox', name).fill(text);

/** Waits until what `selector` names is seen inside the first `element`. */
export const sees = async (page: Page, element: string, selector: string): Promise<boolean> =>
  (await page.waitForSelector(`${element} >>> ${selector}`, { visible: true })) !== null;

/** What the page throws or complains of from now on. */
export const faultsOf = (page: Page, faults: string[] = []): readonly string[] => {
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // What the page itself has called off.
    if (why !== 'net::ERR_ABORTED') faults.push(`${request.url()}: ${why}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') faults.push(message.text());
  });
  return faults;
};

/** The same inside the first `element` of the page. */
export const inside = (page: Page, element: string, role: string, name: string) =>
  page.locator(`${element} ::-p-aria([name="${name}"][role="${role}"])`);
