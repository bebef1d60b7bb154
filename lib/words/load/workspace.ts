import { common } from '../en/common';
import { errors } from '../en/errors';
import { loginErrors } from '../en/login-errors';
import { sendingErrors } from '../en/sending-errors';
import { workspace } from '../en/workspace';
import { addWords } from '../index';

addWords('en', { ...common, ...errors, ...loginErrors, ...sendingErrors, ...workspace });
