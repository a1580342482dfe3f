import { expect, it } from 'vitest';
import { nameOfStore } from './store.js';

it.each([
  ['postgres://cop:secret@db.example/cop', 'postgres://cop@db.example/cop'],
  ['postgres://cop:s@cret@db.example/cop', 'postgres://cop@db.example/cop'],
  ['postgres://cop:s/cret@db.example/cop', 'postgres://cop@db.example/cop'],
  ['postgres://cop:s?cret@db.example/cop', 'postgres://cop@db.example/cop'],
  ['postgresql:///cop?host=db.example&password=secret', 'postgresql:///cop'],
  ['postgres://db.example:5432/cop', 'postgres://db.example:5432/cop'],
  ['./cop:y@home.db', './cop:y@home.db'],
])('%s is named %s', (data, name) => {
  expect(nameOfStore(data)).toBe(name);
});
