import { search } from '../en/search';
import { addWords } from '../index';

addWords('en', search);
