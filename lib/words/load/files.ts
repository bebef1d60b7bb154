import { files } from '../en/files';
import { sendingErrors } from '../en/sending-errors';
import { addWords } from '../index';

addWords('en', { ...files, ...sendingErrors });
