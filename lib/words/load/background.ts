import { notifications } from '../en/notifications';
import { addWords } from '../index';

// Errors leave the worker as kinds: the pages have their sentences.
addWords('en', notifications);
