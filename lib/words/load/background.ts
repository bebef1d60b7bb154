import { common } from '../en/common';
import { errors } from '../en/errors';
import { loginErrors } from '../en/login-errors';
import { notifications } from '../en/notifications';
import { sendingErrors } from '../en/sending-errors';
import { addWords } from '../index';

addWords('en', { ...common, ...errors, ...loginErrors, ...sendingErrors, ...notifications });
