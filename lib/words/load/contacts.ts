import { contacts } from '../en/contacts';
import { addWords } from '../index';

addWords('en', contacts);
