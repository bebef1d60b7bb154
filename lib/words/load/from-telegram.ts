import { fromTelegram } from '../en/from-telegram';
import { addWords } from '../index';

addWords('en', fromTelegram);
