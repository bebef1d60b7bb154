import { conversation } from '../en/conversation';
import { sendingErrors } from '../en/sending-errors';
import { addWords } from '../index';

addWords('en', { ...conversation, ...sendingErrors });
