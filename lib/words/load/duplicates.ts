import { duplicates } from '../en/duplicates';
import { addWords } from '../index';

addWords('en', duplicates);
