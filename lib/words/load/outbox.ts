import { outbox } from '../en/outbox';
import { sendingErrors } from '../en/sending-errors';
import { addWords } from '../index';

addWords('en', { ...outbox, ...sendingErrors });
