import browser from 'webextension-polyfill';
import { listAccounts } from '@/lib/auth/service/accounts';
import { apiStore } from '@/lib/auth/service/api-store';
import { createConnections } from '@/lib/auth/service/connections';
import type { ChangedMessage } from '@/lib/bus/contract';
import { createRouter } from '@/lib/bus/router';
import type { ChatLink, ChatRef } from '@/lib/chats/model';
import { chatHandlers } from '@/lib/chats/service';
import { createProfiles } from '@/lib/chats/service/profiles';
import { createTabs } from '@/lib/chats/service/tabs';
import { titleOf } from '@/lib/chats/service/title';
import { isLinked, linkEdit, linksOf, planTracking } from '@/lib/chats/service/track';
import { dealViews } from '@/lib/deals/service/views';
import { TezError } from '@/lib/limits/model';
import { newestOf } from '@/lib/messages/service/chat-state';
import type { MessagePart } from '@/lib/messages/service/late';
import { createMessageEngine } from '@/lib/messages/service/receive';
import { hasHistoryWork, keepIn } from '@/lib/messages/service/tracked';
import { createNotifications } from '@/lib/notifications/service';
import { privacyHandlers } from '@/lib/privacy/service';
import { appendAudit, auditRow } from '@/lib/privacy/service/audit';
import { readSettings, settingsHandlers } from '@/lib/settings/service';
import { systemRandom } from '@/lib/store/box';
import { createChangeLog } from '@/lib/store/changes';
import { TezDatabase } from '@/lib/store/database';
import { INDEX_OF } from '@/lib/store/index-fields';
import { createRecords } from '@/lib/store/records';
import { resealAll } from '@/lib/store/reseal';
import { createVault } from '@/lib/store/vault';
import { t } from '@/lib/words';
import { browserTabs } from './browser-tabs';
import { lateCrm } from './crm';
import { lateFiles } from './files';
import { later } from './later';
import { argon2, loadAuth, loadTelegram, openMessages } from './load-scripts';
import { notifier } from './notifier';
import { lateOutbox } from './outbox';
import { room } from './room';
import { lateSearch } from './search';

declare const __TEZ_API__: { id: number; hash: string } | null;

const CONSENT_KEY = 'consentedAt';

/** Builds every piece once and ties them together. Does no work: {@link start} does. */
export function compose() {
  const now = () => Date.now();
  const db = new TezDatabase();
  const vault = createVault({ db, memory: sessionMemory, random: systemRandom, kdf: argon2 });
  const records = createRecords(db, vault);
  const audit = (what: string) => appendAudit(records, what, now());
  const log = createChangeLog({ records, indexOf: INDEX_OF, now, announce: announceChange });
  const api = apiStore(records, __TEZ_API__);
  const tabs = createTabs(browserTabs, later);

  const engine = createMessageEngine({
    records,
    announce: announceMessages,
    onPeer: (chat) => profiles.outdated(chat),
    onStored: () => settle(),
    onGap: (account) => messages().work(account),
    onLong: (account, peer) => quietly(messages().fold(account, peer)),
  });
  const connections = createConnections({
    records,
    now,
    announce,
    loadTelegram,
    async api() {
      const known = await api.get();
      if (!known) throw new TezError('apiInvalid');
      return known;
    },
    async receive(of, updates, state) {
      await engine.receive(of, updates, state);
      if (of.account !== null) quietly(outbox.heard(of.account, updates));
    },
    onCaughtUp(account) {
      quietly(bringIn(account));
      quietly(outbox.connected(account));
      quietly(files.connected(account));
      quietly(crm.start());
    },
    audit,
  });
  const profiles = createProfiles({
    records,
    port: connections.port,
    isTracked: (chat) => isLinked(records, chat),
    announce,
    now,
  });
  const notifications = createNotifications({
    records,
    notifier,
    now,
    settings: () => readSettings(records),
    tabs: tabs.states,
    titleOf: notificationTitle,
    openChat: tabs.openChat,
    messageOf: (chat, id) => messages().messageOf(chat, id),
    wordsFor: (kind) => t(`notify.${kind}`),
  });

  const plan = (chat: ChatRef) => planTracking({ records, profiles, now }, chat);
  const keeps = (chat: ChatRef) => keepIn(records, chat);
  const onTracked = (account: number) => messages().work(account);
  const written = { records, log, now, planTracking: plan, onTracked };
  const handlers = [
    ...privacyHandlers({ records, now, announce, audit, onOpen: start, onClose: close, clearStorage }),
    ...settingsHandlers({ records, log }),
    ...chatHandlers({
      ...written,
      profiles,
      tabs,
      browser: browserTabs,
      dealViews: (ids) => dealViews(records, ids),
    }),
    ...notifications.handlers,
  ];
  const crm = lateCrm(db, {
    ...written,
    linkEdit: (chat: ChatRef, to: ChatLink['to']) => linkEdit(chat, to, now()),
    async peekChat(chat) {
      const profile = await profiles.peek(chat);
      return profile && { title: profile.chat.title, photo: profile.photo };
    },
    openTabs: tabs.states,
    port: connections.port,
    announce,
  });
  let messagePart: MessagePart | null = null;
  const messages = () => {
    messagePart ??= openMessages({
      records,
      engine,
      port: connections.port,
      announce,
      now,
      room,
      onLess: tidy,
      titleOf: chatTitle,
    });
    return messagePart;
  };
  const newest = (chat: ChatRef) => newestOf(records, chat);
  const outbox = lateOutbox(db, {
    ...written,
    announce(topics) {
      announce(topics);
      quietly(files.outboxChanged());
    },
    port: connections.port,
    isSignedIn: async (id) => (await listAccounts(records)).some((account) => account.id === id && !account.ended),
    auditRow: (what, chat) => auditRow(records, { at: now(), what, chat }),
    keepIn: keeps,
    linkEdit: (chat, to) => linkEdit(chat, to, now()),
    openChat: tabs.openChat,
    newestOf: newest,
    titleOf: peekTitle,
    renew: (wanted) => files.renew(wanted),
  });
  const files = lateFiles(db, {
    records,
    now,
    announce,
    port: connections.port,
    messageOf: (chat, id) => messages().messageOf(chat, id),
    reader: () => messages().reader,
    newestOf: newest,
    outbox: (name, input) => outbox.run(name, input),
    renewed: outbox.renewed,
    keepIn: keeps,
  });
  const search = lateSearch({
    records,
    kept: () => messages().reader,
    now,
    accounts: async () => (await listAccounts(records)).flatMap(({ id, ended }) => (ended ? [] : [id])),
    port: connections.port,
    peekTitle,
    titleOf: chatTitle,
  });
  const own = { id: browser.runtime.id, origin: browser.runtime.getURL('').replace(/\/$/, '') };
  const parts = {
    auth: async () => loadAuth({ records, connections, api, now, announce, audit, consent }),
    messages: async () => messages().handlers,
    ...crm.handlers,
    ...outbox.handlers,
    ...files.handlers,
    ...search.handlers,
  };
  const route = createRouter(handlers, own, parts, room);

  /** Connects every account and tells what became due while the worker slept. Safe to call again. */
  async function start(): Promise<void> {
    const { open, rotating } = await vault.state();
    if (!open) {
      // The worker may have died between the lock and this.
      await notifications.clear();
      return;
    }
    if (rotating) await resealAll(records);
    // Before the connections, so that it hears of them.
    await Promise.all([outbox.start(), files.start()]).catch(() => undefined);
    await connections.start();
    quietly(crm.start());
    await settle();
  }

  async function close(): Promise<void> {
    await Promise.all([messagePart?.stop(), connections.stop()]);
    await Promise.all([outbox.forget(), files.forget()]);
    await notifications.clear();
    records.forget();
    engine.forget();
    profiles.forget();
    search.forget();
  }

  function announceChange(topics: string[]): void {
    announce(topics);
    search.indexLater();
    // Nothing waits for it, and the next change of links does what this one could not.
    if (!topics.includes('chatLinks')) return;
    quietly(engine.forgetUntracked());
    quietly(tidy());
  }

  /** Chats went out of the CRM, or less is kept of them. */
  async function tidy(): Promise<void> {
    await Promise.all([outbox.tidy(), files.tidy()]);
  }

  function announceMessages(topics: string[]): void {
    announce(topics);
    if (topics.includes('feed')) search.indexLater();
  }

  async function settle(): Promise<void> {
    try {
      await notifications.settle();
    } catch (error) {
      // Locked meanwhile: what is due stays due until the vault is open again.
      if (TezError.from(error).kind !== 'locked') throw error;
    }
  }

  /** Asks for what lacks of an account's messages, where anything does: most wake-ups need none of it. */
  async function bringIn(account: number): Promise<void> {
    if (await hasHistoryWork(records, account)) messages().work(account);
  }

  /** Without asking Telegram; empty where nobody knows. */
  async function peekTitle(chat: ChatRef): Promise<string> {
    return titleOf(records, profiles, chat, await linksOf(records, chat));
  }

  async function chatTitle(chat: ChatRef): Promise<string> {
    return (await peekTitle(chat)) || (await profiles.get(chat)).chat.title;
  }

  async function notificationTitle(chat: ChatRef, from: number | undefined): Promise<string> {
    const known = await chatTitle(chat);
    if (from === undefined || from === chat.peer) return known;
    const sender = await profiles.get({ account: chat.account, peer: from });
    return t('notify.inChat', { name: sender.chat.title, chat: known });
  }

  return { route, tabs, start, notifications, serveFile: files.serve };
}

/** What cannot be done now is found and done later by itself. */
function quietly(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

/** Tells every open page of ours which records changed. Nobody listening is no error. */
function announce(topics: string[]): void {
  const message: ChangedMessage = { tez: 'changed', topics };
  browser.runtime.sendMessage(message).catch(() => undefined);
}

/** The vault's keys of a passphrase live here: memory only, gone with the browser. */
const sessionMemory = {
  async get(key: string) {
    return (await chrome.storage.session.get(key))[key] as string | undefined;
  },
  set: (key: string, value: string) => chrome.storage.session.set({ [key]: value }),
  remove: (key: string) => chrome.storage.session.remove(key),
};

const consent = {
  async get() {
    return ((await browser.storage.local.get(CONSENT_KEY))[CONSENT_KEY] as number | undefined) ?? null;
  },
  give: () => browser.storage.local.set({ [CONSENT_KEY]: Date.now() }),
};

async function clearStorage(): Promise<void> {
  await Promise.all([browser.storage.local.clear(), chrome.storage.session.clear()]);
}
