import { login } from '../en/login';
import { addWords } from '../index';

addWords('en', login);
