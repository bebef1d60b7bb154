import { common } from './en/common';
import { contacts } from './en/contacts';
import { conversation } from './en/conversation';
import { duplicates } from './en/duplicates';
import { errors } from './en/errors';
import { files } from './en/files';
import { fromTelegram } from './en/from-telegram';
import { login } from './en/login';
import { loginErrors } from './en/login-errors';
import { notifications } from './en/notifications';
import { outbox } from './en/outbox';
import { popup } from './en/popup';
import { search } from './en/search';
import { sendingErrors } from './en/sending-errors';
import { sidebar } from './en/sidebar';
import { templates } from './en/templates';
import { workspace } from './en/workspace';

/** English, and with it the list of all keys. `{name}` is a parameter; an object holds plural forms of `{n}`. */
export const en = {
  ...common,
  ...errors,
  ...loginErrors,
  ...sendingErrors,
  ...login,
  ...popup,
  ...outbox,
  ...conversation,
  ...sidebar,
  ...workspace,
  ...notifications,
  ...search,
  ...templates,
  ...files,
  ...contacts,
  ...fromTelegram,
  ...duplicates,
} as const;
