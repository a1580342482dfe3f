import { describe, expect, it } from 'vitest';
import { Kept } from './kept.js';

describe('what is kept of a provider', () => {
  const kept = () => {
    const state = { now: 0, loads: 0, fails: false };
    const load = async () => {
      state.loads++;
      if (state.fails) throw new Error(`down ${state.loads}`);
      return state.loads;
    };
    return { state, value: new Kept({ load, freshMs: 10_000, usableMs: 100_000, now: () => new Date(state.now) }) };
  };

  it('is loaded once for all who ask, and anew beside them when it is old', async () => {
    const { state, value } = kept();
    expect(await Promise.all([value.get(), value.get(), value.get()])).toEqual([1, 1, 1]);
    state.now = 9_999;
    expect(await value.get()).toBe(1);
    state.now = 10_000;
    expect(await value.get()).toBe(1);
    expect(await value.get()).toBe(2);
  });

  it('is used on while it cannot be loaded anew, not for ever', async () => {
    const { state, value } = kept();
    await value.get();
    state.fails = true;
    state.now = 99_999;
    expect(await value.get()).toBe(1);
    state.now = 110_000;
    await expect(value.get()).rejects.toThrow('down');
  });

  it('leaves who is down alone for five seconds', async () => {
    const { state, value } = kept();
    state.fails = true;
    await expect(value.get()).rejects.toThrow('down 1');
    state.now = 4_999;
    await expect(value.get()).rejects.toThrow('down 1');
    state.fails = false;
    state.now = 5_000;
    expect(await value.get()).toBe(2);
  });

  it('is renewed on demand, once in a while', async () => {
    const { state, value } = kept();
    await value.get();
    state.now = 999;
    expect(await value.renewed(1_000)).toBeNull();
    state.now = 1_000;
    expect(await value.renewed(1_000)).toBe(2);
  });
});
