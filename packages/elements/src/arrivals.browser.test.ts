import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { loadOnArrival } from './arrivals.js';

/** Notes which elements were asked for; every test has names of its own, as what it started goes on watching. */
const loading = (...tags: string[]): readonly string[] => {
  const asked: string[] = [];
  loadOnArrival(Object.fromEntries(tags.map((tag) => [tag, async () => asked.push(tag)])));
  return asked;
};

describe('elements that load when they arrive', () => {
  it('loads what stands on the page, and nothing else', async () => {
    await fixture(html`<main><first-there></first-there></main>`);
    expect(loading('first-there', 'first-absent')).to.deep.equal(['first-there']);
  });

  it('loads what comes later, however deep it is in what is added', async () => {
    const asked = loading('second-outside', 'second-inside', 'second-absent');
    await fixture(html`<second-outside><p><second-inside></second-inside></p></second-outside>`);
    await waitUntil(() => asked.length === 2);
    expect(asked).to.deep.equal(['second-outside', 'second-inside']);
  });

  it('loads an element once', async () => {
    const asked = loading('third-first', 'third-last');
    await fixture(html`<third-first></third-first><third-first></third-first>`);
    await fixture(html`<third-first></third-first>`);
    await fixture(html`<third-last></third-last>`);
    await waitUntil(() => asked.includes('third-last'));
    expect(asked).to.deep.equal(['third-first', 'third-last']);
  });
});
