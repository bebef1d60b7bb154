import { outbox } from '../en/outbox';
import { templates } from '../en/templates';
import { addWords } from '../index';

addWords('en', { ...outbox, ...templates });
