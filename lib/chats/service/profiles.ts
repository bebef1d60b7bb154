import { type ChatRef, chatKey } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import { toBase64 } from '@/lib/store/base64';
import type { Records } from '@/lib/store/records';
import type { TelegramChat, TelegramFullChat, TelegramPort } from '@/lib/telegram/port';

/** What Telegram shows of a chat, as last asked. */
export interface Profile {
  chat: TelegramChat;
  full?: TelegramFullChat;
  /** data: URL of the small photo. */
  photo: string | null;
  /** UTC ms of the last answer. */
  at: number;
}

export interface ProfileDeps {
  records: Records;
  port: (account: number) => Promise<TelegramPort>;
  isTracked: (chat: ChatRef) => Promise<boolean>;
  announce: (topics: string[]) => void;
  now: () => number;
}

export interface Profiles {
  /**
   * The profile from memory, storage or Telegram, in that order. An old one is returned at once and refreshed behind;
   * `chats:<key>` announces the new one. @throws TezError when Telegram must be asked and cannot.
   */
  get(chat: ChatRef): Promise<Profile>;
  /** Only what is here already: nothing is asked of Telegram. */
  peek(chat: ChatRef): Promise<Profile | null>;
  /** Telegram said that something about this chat changed: it is asked for again at the next look, however fresh. */
  outdated(chat: ChatRef): void;
  forget(): void;
}

/** A profile this old is asked for again when it is looked at. */
const FRESH_MS = 60_000;
const IN_MEMORY = 500;

export function createProfiles({ records, port, isTracked, announce, now }: ProfileDeps): Profiles {
  const memory = new Map<string, Profile>();
  const asking = new Map<string, Promise<Profile>>();
  const outdated = new Set<string>();

  function keep(key: string, profile: Profile): void {
    memory.delete(key);
    memory.set(key, profile);
    const [oldest] = memory.keys();
    if (memory.size > IN_MEMORY && oldest !== undefined) memory.delete(oldest);
  }

  async function persist(chat: ChatRef, profile: Profile): Promise<void> {
    if (!(await isTracked(chat))) return;
    const id = chatKey(chat);
    const row = await records.db.sealed('profiles').get(id);
    await records.db.sealed('profiles').put(await records.sealed('profiles', id, (row?.v ?? 0) + 1, profile));
  }

  /** Title first, so that the card can be painted; photo and bio follow and are announced. */
  async function ask(chat: ChatRef): Promise<Profile> {
    const key = chatKey(chat);
    const before = memory.get(key);
    const telegram = await port(chat.account);
    outdated.delete(key);
    const profile: Profile = {
      photo: null,
      ...before,
      chat: await telegram.chat(chat.peer, chat.topic),
      at: now(),
    };
    keep(key, profile);
    void enrich(telegram, chat, profile);
    return profile;
  }

  async function enrich(telegram: TelegramPort, chat: ChatRef, profile: Profile): Promise<void> {
    const [photo, full] = await Promise.all([
      profile.chat.hasPhoto ? telegram.photo(chat.peer).catch(() => null) : null,
      telegram.fullChat(chat.peer).catch(() => undefined),
    ]);
    const rich: Profile = { ...profile, photo: photo && dataUrl(photo), ...(full ? { full } : {}) };
    keep(chatKey(chat), rich);
    try {
      await persist(chat, rich);
    } catch {
      // Locked meanwhile: nothing is kept.
    }
    announce([`chats:${chatKey(chat)}`]);
  }

  function askOnce(chat: ChatRef): Promise<Profile> {
    const key = chatKey(chat);
    const known = asking.get(key);
    if (known) return known;
    const asked = ask(chat).finally(() => asking.delete(key));
    asking.set(key, asked);
    return asked;
  }

  async function peek(chat: ChatRef): Promise<Profile | null> {
    const key = chatKey(chat);
    const profile = memory.get(key) ?? (await records.get<Profile>('profiles', key));
    if (profile) keep(key, profile);
    return profile ?? null;
  }

  return {
    peek,
    async get(chat) {
      await records.vault.keys();
      const known = await peek(chat);
      if (!known) return askOnce(chat);
      if (outdated.has(chatKey(chat)) || now() - known.at > FRESH_MS) askOnce(chat).catch(() => undefined);
      return known;
    },
    outdated(chat) {
      outdated.add(chatKey(chat));
    },
    forget() {
      memory.clear();
      asking.clear();
      outdated.clear();
    },
  };
}

function dataUrl(bytes: Uint8Array): string {
  const png = bytes[0] === 0x89 && bytes[1] === 0x50;
  const jpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  if (!png && !jpeg) throw new TezError('damaged');
  return `data:image/${png ? 'png' : 'jpeg'};base64,${toBase64(bytes)}`;
}
