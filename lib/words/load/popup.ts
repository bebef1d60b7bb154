import { common } from '../en/common';
import { errors } from '../en/errors';
import { loginErrors } from '../en/login-errors';
import { popup } from '../en/popup';
import { addWords } from '../index';

addWords('en', { ...common, ...errors, ...loginErrors, ...popup });
