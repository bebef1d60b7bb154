import { common } from '../en/common';
import { errors } from '../en/errors';
import { workspace } from '../en/workspace';
import { addWords } from '../index';

addWords('en', { ...common, ...errors, ...workspace });
