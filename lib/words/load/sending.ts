import { sendingErrors } from '../en/sending-errors';
import { addWords } from '../index';

addWords('en', sendingErrors);
