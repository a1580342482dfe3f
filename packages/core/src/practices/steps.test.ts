import { expect, test } from 'vitest';
import { stepsOf } from './steps.js';

test.each([
  ['Just do it.', '', ['Just do it.']],
  ['1. Only one', '', ['1. Only one']],
  ['First this:\n\n1. One\n2) Two', 'First this:', ['One', 'Two']],
  ['1. One\n\n   more\n2. Two\n- a\n- b', '', ['One\n\nmore', 'Two\n- a\n- b']],
  ['1. Run\n   ```\n1. not a step\n   ```\n2. Done', '', ['Run\n```\n1. not a step\n```', 'Done']],
  ['1. Run\n```\n  if x\n```\n2. Done', '', ['Run\n```\n  if x\n```', 'Done']],
  ['1.5 bar\n2.5 bar', '', ['1.5 bar\n2.5 bar']],
])('%j', (markdown, lead, steps) => {
  expect(stepsOf(markdown)).toEqual({ lead, steps });
});
