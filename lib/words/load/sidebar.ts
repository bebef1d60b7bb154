import { common } from '../en/common';
import { errors } from '../en/errors';
import { sidebar } from '../en/sidebar';
import { addWords } from '../index';

addWords('en', { ...common, ...errors, ...sidebar });
