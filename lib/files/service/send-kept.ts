import type { InputOf } from '@/lib/bus/contract';
import type { sendKept } from '@/lib/files/contract';
import { fitsCaption, knownFile, messagesOf } from '@/lib/files/library';
import { LEAST_LIMIT } from '@/lib/files/shipment';
import type { StoredFile } from '@/lib/files/stored';
import { TezError } from '@/lib/limits/model';
import { send } from '@/lib/outbox/contract';
import { LONGEST } from '@/lib/outbox/text';
import type { TelegramPort } from '@/lib/telegram/port';
import { freshFile } from './fresh';
import type { FileStore } from './store';

export interface SendKeptDeps {
  store: FileStore;
  port: (account: number) => Promise<TelegramPort>;
  /** Carries out a command of the outbox, by its name. @throws TezError */
  outbox: (name: string, input: unknown) => Promise<unknown>;
}

/** Gives kept files and words to the outbox, all or nothing. */
export async function giveKept(deps: SendKeptDeps, input: InputOf<typeof sendKept>): Promise<void> {
  const { files: ids, texts, ...press } = input;
  const { account } = press.chat;
  const files = ids.map((id) => {
    const file = deps.store.get(id);
    if (!file?.kept || file.account !== account) throw new TezError('notFound');
    return file;
  });
  for (const file of files.filter(({ state }) => state !== 'here')) await checkThere(deps, file);
  const [only, ...others] = texts;
  const longest = only && others.length === 0 ? await longestCaption(deps, account, only) : LONGEST.caption;
  await deps.outbox(send.name, { ...press, messages: messagesOf(files.map(knownFile), texts, longest) });
}

/** Of what is not all here Telegram must have its own: else what goes before it would be sent without it. */
async function checkThere({ port }: SendKeptDeps, file: StoredFile): Promise<void> {
  try {
    await freshFile(await port(file.account), file.renewed ?? file);
  } catch (error) {
    const { kind } = TezError.from(error);
    if (kind === 'notFound' || kind === 'chatUnavailable') throw new TezError('fileGone');
    // Telegram cannot be asked now. It is, when it is sent.
  }
}

/** With Telegram Premium, which shows in what may be uploaded, captions are longer. */
async function longestCaption(
  { port }: SendKeptDeps,
  account: number,
  text: InputOf<typeof sendKept>['texts'][number],
) {
  if (fitsCaption(text, LONGEST.caption) || !fitsCaption(text, LONGEST.premiumCaption)) return LONGEST.caption;
  try {
    const premium = (await (await port(account)).uploadLimit()) > LEAST_LIMIT;
    return premium ? LONGEST.premiumCaption : LONGEST.caption;
  } catch {
    return LONGEST.caption;
  }
}
