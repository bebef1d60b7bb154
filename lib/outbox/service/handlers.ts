import { type Handler, handle } from '@/lib/bus/router';
import { type ChatRef, chatKey, parseChatKey } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import type { RichText } from '@/lib/messages/content';
import * as contract from '@/lib/outbox/contract';
import {
  canChange,
  cancelled,
  countOf,
  type OutboxAct,
  type OutboxContent,
  type OutboxItem,
  type OutboxMessage,
  retried,
  supersedes,
  withText,
} from '@/lib/outbox/model';
import { LONGEST, lengthOf, slice } from '@/lib/outbox/text';
import type { Records } from '@/lib/store/records';
import type { TelegramPort } from '@/lib/telegram/port';
import type { Runner } from './runner';
import type { OutboxStore } from './store';
import type { Strangers } from './strangers';
import { offOf, viewOf } from './view';

export interface HandlerDeps {
  store: OutboxStore;
  runner: Runner;
  strangers: Strangers;
  port: (account: number) => Promise<TelegramPort>;
  isSignedIn: (account: number) => Promise<boolean>;
  now: () => number;
  announce: (topics: string[]) => void;
  /** A number of 64 bits, signed and not zero, in decimal. */
  randomId: () => string;
  records: Records;
  /** The newest message of a chat that is known here; null where none is. */
  newestOf: (chat: ChatRef) => Promise<number | null>;
  /** What a chat of the CRM is called; empty where that is not known here. */
  titleOf: (chat: ChatRef) => Promise<string>;
}

/** Telegram takes nothing that is to be sent later than in a year. */
const FARTHEST = 366 * 86_400_000;

interface Wanted {
  key: string;
  chat: ChatRef;
  acts: readonly OutboxAct[];
  silent?: boolean;
  scheduleAt?: number | undefined;
  unlessAnswered?: { after?: number | null | undefined } | undefined;
  forgetDraft?: boolean;
}

/** The commands by which a person sends, and sees to what is on its way. */
export function queueHandlers(deps: HandlerDeps): Handler[] {
  const { store, runner, now, randomId } = deps;

  /** Puts what one press asked for into the outbox; the same press a second time changes nothing. */
  async function enqueue(wanted: Wanted): Promise<{ ids: string[] }> {
    const { key, chat, acts, silent = false, scheduleAt, unlessAnswered, forgetDraft } = wanted;
    if (!(await deps.isSignedIn(chat.account))) throw new TezError('notSignedIn');
    const ids = acts.map((_, n) => `${key}.${n}`);
    if (ids.some((id) => store.get(id))) return { ids };
    if (scheduleAt !== undefined && (scheduleAt <= now() || scheduleAt > now() + FARTHEST)) {
      throw new TezError('scheduleInvalid');
    }
    if (unlessAnswered && scheduleAt === undefined) throw new TezError('invalidInput');
    // What the person cannot have known when they asked counts as an answer, also without a connection.
    const seen = async ({ after }: NonNullable<typeof unlessAnswered>) =>
      after === undefined ? await deps.newestOf(chat) : after;
    const watched = unlessAnswered ? { unlessAnswered: { after: await seen(unlessAnswered) } } : {};
    const items = acts.map(
      (act, n): Omit<OutboxItem, 'order'> => ({
        id: `${key}.${n}`,
        chat,
        act,
        silent,
        ...(scheduleAt === undefined ? {} : { scheduleAt }),
        ...watched,
        randomIds: Array.from({ length: countOf(act) }, randomId),
        state: 'queued',
        createdAt: now(),
        tries: 0,
      }),
    );
    const here = store.all().filter((it) => chatKey(it.chat) === chatKey(chat));
    const without = here.filter((it) => acts.some((act) => supersedes(act, it)));
    await store.add(items, { without, ...(forgetDraft ? { forgetDraft: chat } : {}) });
    runner.pump();
    return { ids };
  }

  async function known(id: string): Promise<OutboxItem> {
    const item = store.get(id);
    if (!item) throw new TezError('notFound');
    return item;
  }

  const fresh = (item: OutboxItem) => item.randomIds.map(randomId);

  return [
    handle(contract.send, async ({ key, chat, messages, replyTo, keepsDraft, ...how }) => {
      const acts = (messages as OutboxMessage[]).map((message, n): OutboxAct => {
        // Only the first of several answers.
        const reply = n === 0 && replyTo !== undefined ? { replyTo } : {};
        return message.is === 'album'
          ? { is: 'album', contents: message.files.map(checked), ...reply }
          : { is: 'message', content: checked(message), ...reply };
      });
      return enqueue({ key, chat, acts, forgetDraft: !keepsDraft, ...how });
    }),
    handle(contract.forward, ({ key, from, ids, to, withSender, withCaption, ...how }) => {
      if (from.account !== to.account) throw new TezError('invalidInput');
      const act: OutboxAct = { is: 'forward', from: from.peer, ids, withSender, withCaption };
      return enqueue({ key, chat: to, acts: [act], ...how });
    }),
    handle(contract.edit, ({ key, chat, id, text }) =>
      enqueue({ key, chat, acts: [{ is: 'edit', id, text: checkedText(text) }] }),
    ),
    handle(contract.remove, ({ key, chat, ids, forAll }) =>
      enqueue({ key, chat, acts: [{ is: 'delete', ids, forAll }] }),
    ),
    handle(contract.react, ({ key, chat, id, reactions }) => {
      const given = reactions.map(({ emoji, custom }) => (custom ? { emoji, custom } : { emoji }));
      return enqueue({ key, chat, acts: [{ is: 'react', id, reactions: given }] });
    }),

    handle(contract.cancel, async ({ id }) => {
      await known(id);
      await store.change(id, (it) => cancelled(it, now()));
      runner.pump();
    }),
    handle(contract.retry, async ({ id }) => {
      const item = await known(id);
      runner.connected(item.chat.account);
      await store.change(id, (it) => retried(it, fresh(it), store.nextOrder()));
      runner.pump();
    }),
    handle(contract.change, async ({ id, text }) => {
      await known(id);
      const words = checkedText(text);
      const after = await store.change(id, (it) => {
        if (!canChange(it)) throw new TezError('notAllowed');
        return withText(it, words, fresh(it));
      });
      if (!after) throw new TezError('notFound');
      runner.pump();
    }),

    handle(contract.view, async ({ chat }) => {
      const items = store.all().filter((it) => chatKey(it.chat) === chatKey(chat));
      return {
        chat,
        items: items.map((it) => viewOf(it, store.limits(), now())).filter((it) => it !== null),
        draft: await store.draft(chat),
      };
    }),
    handle(contract.mayWrite, async ({ chat }) => {
      const port = () => deps.port(chat.account);
      return offOf({ chat, store, now: now(), strangers: deps.strangers, port });
    }),
    handle(contract.keepDraft, async ({ chat, draft }) => {
      const { replyTo, files, ...text } = draft ?? { text: '', entities: [] };
      const kept = draft && { ...text, ...(replyTo === undefined ? {} : { replyTo }), ...(files ? { files } : {}) };
      await store.keepDraft(chat, kept);
      deps.announce([`drafts:${chatKey(chat)}`]);
    }),
    handle(contract.targets, ({ account }) => targetsOf(deps, account)),
  ];
}

async function targetsOf({ records, titleOf }: HandlerDeps, account: number) {
  const keys = await records.db.sealed('chatLinks').where('chat').startsWith(`${account}:`).uniqueKeys();
  const chats = await Promise.all(
    keys.map(async (key) => {
      const chat = parseChatKey(String(key));
      return { chat, title: await titleOf(chat) };
    }),
  );
  const named = chats.filter(({ chat, title }) => title !== '' && chat.peer !== account);
  const saved = { chat: { account, peer: account }, title: '', saved: true as const };
  return [saved, ...named.sort((a, b) => a.title.localeCompare(b.title))];
}

/** Marks that reach beyond their text are cut. */
function clipped(text: RichText): RichText {
  return slice(text, 0, text.text.length);
}

/** @throws TezError `messageTooLong`, `invalidInput` for no words at all */
function checkedText(text: RichText): RichText {
  const length = lengthOf(text.text);
  if (length > LONGEST.text) throw new TezError('messageTooLong');
  if (length === 0) throw new TezError('invalidInput');
  return clipped(text);
}

function checked<C extends OutboxContent>(content: C): C {
  if (content.is === 'text') return { ...content, ...checkedText(content) };
  if (content.is !== 'file' && content.is !== 'upload') return content;
  // Whether the account has Premium, Telegram knows: it refuses what is too long for this one.
  if (lengthOf(content.text) > LONGEST.premiumCaption) throw new TezError('messageTooLong');
  return { ...content, ...clipped(content) };
}
