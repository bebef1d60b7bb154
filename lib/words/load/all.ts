import { en } from '../en';
import { addWords } from '../index';

// Tests show parts of every surface.
addWords('en', en);
