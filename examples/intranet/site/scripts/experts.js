// From who knows about something to a question about it.
import { community } from './this-community.js';

document.querySelector('#finder').setAttribute('ask-href', `/community.html?c=${community}&ask={id}`);
