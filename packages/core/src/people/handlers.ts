export { defineUnit, erase, importPeople } from './administration.js';
export { search } from './searching.js';
