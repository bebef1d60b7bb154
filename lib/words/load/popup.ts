import { common } from '../en/common';
import { errors } from '../en/errors';
import { login } from '../en/login';
import { popup } from '../en/popup';
import { addWords } from '../index';

addWords('en', { ...common, ...errors, ...login, ...popup });
