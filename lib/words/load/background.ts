import { common } from '../en/common';
import { errors } from '../en/errors';
import { notifications } from '../en/notifications';
import { addWords } from '../index';

addWords('en', { ...common, ...errors, ...notifications });
