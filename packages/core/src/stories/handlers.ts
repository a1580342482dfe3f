export { getMatrix } from './matrix.js';
export { listStories, storyView } from './reading.js';
export { authorOfStory } from './story.js';
export { corroborate, create, decline, invite, publish, revise, setConsent, withdraw } from './telling.js';
