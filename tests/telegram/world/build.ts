/** A world from a scenario: everything is put in place first, then all messages in the order of their dates. */
import { type ChatSpec, type FullScenario, type MessageSpec, ScenarioError } from '../scenario';
import { buildAccounts, buildDevices, buildPeople, makePhoto, referenced, timeAt } from './build-people';
import { copiesOf, insert, type Post } from './change';
import { fillerText } from './filler';
import { kindOf, type MarkedId, markedId } from './ids';
import type { Media } from './media';
import { MessageBox } from './message-box';
import { type Random, seededRandom } from './random';
import { lastOwn } from './read';
import * as refs from './refs';
import { schedule } from './scheduled';
import { carriedBy, marksOf } from './spec';
import { parseTime } from './time';
import type { Account, Channel, Group, Message } from './types';
import { topicOf } from './views';
import { isOut, World, type WorldSettings } from './world';

const FIRST_GROUP = 4_000_001;
const FIRST_CHANNEL = 2_100_000_001;
/** The api id and hash that are accepted when the scenario names none. */
export const DEFAULT_API = { id: 20240501, hash: '0123456789abcdef0123456789abcdef' };
const GENERAL_COLOR = 0x6fb9f0;

interface Planned {
  at: number;
  run: () => void;
}

type GroupSpec = Exclude<ChatSpec, { type: 'private' | 'saved' }>;

/** @param now Unix milliseconds */
export function buildWorld(scenario: FullScenario, seed: number, now: () => number): World {
  const random = seededRandom(seed);
  const world = new World(settingsOf(scenario), random, now);
  buildPeople(world, scenario);
  buildAccounts(world, scenario);
  const planned: Planned[] = [];
  const finish: (() => void)[] = [];
  scenario.chats.forEach((spec, index) => {
    const builder = new ChatBuilder(world, spec, `chats[${index}]`, index, random);
    planned.push(...builder.plan());
    finish.push(() => builder.finish());
  });
  planned.sort((a, b) => a.at - b.at);
  for (const { run } of planned) run();
  for (const run of finish) run();
  buildFolders(world, scenario);
  buildDevices(world, scenario);
  // No account starts at 1: the state is what years of messages made it.
  for (const { box } of world.accounts.values()) box.pts += box.messages.size + 100;
  for (const { box } of world.channels.values()) box.pts += box.messages.size;
  return world;
}

function settingsOf(scenario: FullScenario): WorldSettings {
  const homeDc = scenario.homeDc ?? scenario.dcs[0] ?? 2;
  if (!scenario.dcs.includes(homeDc)) {
    throw new ScenarioError(`The scenario is wrong at homeDc: ${homeDc} is not one of dcs.`);
  }
  return {
    dcs: [...new Set(scenario.dcs)],
    homeDc,
    api: scenario.api ?? [DEFAULT_API],
    code: scenario.code ?? { resendAfter: 60, validFor: 300 },
  };
}

function buildFolders(world: World, scenario: FullScenario): void {
  scenario.accounts.forEach((spec, index) => {
    const account = refs.account(world, spec.person);
    account.folders = spec.folders.map((folder, i) => {
      const find = (ref: string | number, key: string): MarkedId =>
        referenced(`accounts[${index}].folders[${i}].${key}`, () => refs.chat(world, account, ref).chat);
      const { emoji, ...rules } = folder;
      return {
        ...rules,
        id: i + 2,
        ...(emoji ? { emoji } : {}),
        chats: folder.chats.map((ref, n) => find(ref, `chats[${n}]`)),
        pinned: folder.pinned.map((ref, n) => find(ref, `pinned[${n}]`)),
        exclude: folder.exclude.map((ref, n) => find(ref, `exclude[${n}]`)),
      };
    });
  });
}

class ChatBuilder {
  readonly #account: Account;
  readonly #chat: MarkedId;
  readonly #group: Group | undefined;
  readonly #albums = new Map<string, number>();

  constructor(
    private readonly world: World,
    private readonly spec: ChatSpec,
    private readonly path: string,
    private readonly index: number,
    private readonly random: Random,
  ) {
    this.#account = referenced(`${path}.account`, () => refs.account(world, spec.account));
    if (spec.type === 'private') this.#chat = this.#person(spec.with, 'with');
    else if (spec.type === 'saved') this.#chat = this.#account.person.id;
    else {
      this.#group = this.#buildGroup(spec);
      this.#chat = this.#group.id;
    }
  }

  /** The messages of this chat, to be run in the order of their dates. */
  plan(): Planned[] {
    const { spec, path } = this;
    const own = this.#planMessages(spec.messages, `${path}.messages`);
    const filler = spec.filler ? this.#planFiller(spec.filler) : [];
    const topics = spec.type === 'forum' ? spec.topics.map((topic, i) => this.#planTopic(topic, i)) : [];
    const all = [...filler, ...own, ...topics.flat()];
    const first = all.reduce((earliest, { at }) => Math.min(earliest, at), this.world.seconds());
    if (!this.#group) return all;
    this.#group.createdAt = this.#createdAt(first);
    return [{ at: this.#group.createdAt, run: () => this.#insertCreation() }, ...all];
  }

  /** What depends on the messages' ids: who has read what, pins, drafts. */
  finish(): void {
    const { spec, world } = this;
    const chat = this.#chat;
    const audience = this.#group ? world.accountsIn(this.#group) : [this.#account];
    for (const account of audience) {
      const mine = account === this.#account;
      this.#markRead(account, mine ? spec.unread : 0, mine ? spec.unseen : 0);
    }
    if (kindOf(chat) === 'user' && world.accounts.has(chat) && chat !== this.#account.person.id) {
      this.#markReadBy(world.accounts.get(chat), this.#account.person.id);
    }
    const dialog = world.dialog(this.#account, chat);
    if (spec.pinned) dialog.pinned = this.index;
    if (spec.muted) dialog.mutedUntil = 2147483647;
    dialog.archived = spec.archived;
    dialog.unreadMark = spec.unreadMark;
    for (const [i, later] of spec.scheduled.entries()) this.#schedule(later, `scheduled[${i}]`);
    if (spec.draft !== undefined) dialog.draft = { text: spec.draft, date: world.seconds() - 600 };
  }

  #schedule({ in: words, text }: { in: string; text: string }, key: string): void {
    const date = parseTime(`in ${words}`, this.world.seconds());
    if (date === undefined) {
      throw new ScenarioError(
        `The scenario is wrong at ${this.path}.${key}.in: "${words}" is not a time such as "2h".`,
      );
    }
    schedule(this.world, this.#account, { from: this.#account.person.id, chat: this.#chat, text, date });
  }

  #person(ref: refs.PersonRef, key: string): number {
    if (ref === 'me') return this.#account.person.id;
    return referenced(`${this.path}.${key}`, () => refs.person(this.world, ref)).id;
  }

  #createdAt(first: number): number {
    const words = this.spec.type === 'private' || this.spec.type === 'saved' ? undefined : this.spec.createdAt;
    return words === undefined ? first - 3600 : timeAt(this.world, words, `${this.path}.createdAt`);
  }

  #buildGroup(spec: GroupSpec): Group {
    const isChannel = spec.type !== 'group';
    const bare = spec.id ?? (isChannel ? FIRST_CHANNEL : FIRST_GROUP) + this.index;
    const id = markedId(isChannel ? 'channel' : 'group', bare);
    if (this.world.group(id)) throw new ScenarioError(`The scenario is wrong at ${this.path}.id: ${bare} is taken.`);
    const members: Group['members'] = new Map([[this.#account.person.id, 'member']]);
    for (const [i, ref] of spec.members.entries()) members.set(this.#person(ref, `members[${i}]`), 'member');
    for (const [i, ref] of spec.admins.entries()) members.set(this.#person(ref, `admins[${i}]`), 'admin');
    const creator = spec.creator ?? (spec.type === 'channel' ? undefined : 'me');
    if (creator !== undefined) members.set(this.#person(creator, 'creator'), 'creator');
    const group: Group = { id, title: spec.title, about: spec.about, members, createdAt: 0, version: members.size };
    if (spec.photo) group.photo = makePhoto(this.world, bare);
    if (spec.isProtected) group.isProtected = true;
    if (spec.mayNotWrite.length) {
      group.mayNotWrite = new Set(spec.mayNotWrite.map((ref, i) => this.#person(ref, `mayNotWrite[${i}]`)));
    }
    if (spec.type === 'group') {
      this.world.groups.set(id, group);
      return group;
    }
    const channel: Channel = {
      ...group,
      kind: spec.type === 'channel' ? 'broadcast' : 'supergroup',
      isForum: spec.type === 'forum',
      slowModeSeconds: spec.type === 'supergroup' ? spec.slowMode : 0,
      topics: new Map(),
      box: new MessageBox(),
      readBy: new Map(),
    };
    if (spec.username) channel.username = spec.username;
    if (spec.type === 'channel' && spec.subscribers > 0) channel.subscribers = spec.subscribers;
    this.world.channels.set(id, channel);
    return channel;
  }

  #insertCreation(): void {
    const group = this.#group;
    if (!group) return;
    const creator = [...group.members].find(([, role]) => role === 'creator')?.[0];
    const { title, createdAt: date } = group;
    const channel = this.world.channels.get(group.id);
    const members = [...group.members.keys()];
    const action = channel
      ? ({ kind: 'createChannel', title } as const)
      : ({ kind: 'createGroup', title, members } as const);
    const from = channel?.kind === 'broadcast' ? undefined : (creator ?? this.#account.person.id);
    insert(this.world, { from, chat: group.id, text: '', date, action });
    if (!channel?.isForum) return;
    const general = { id: 1, title: 'General', color: GENERAL_COLOR, createdAt: date, closed: false, pinned: false };
    channel.topics.set(1, { ...general, creator: creator ?? this.#account.person.id });
  }

  #planTopic(spec: Extract<ChatSpec, { type: 'forum' }>['topics'][number], i: number): Planned[] {
    const channel = this.world.channels.get(this.#chat);
    if (!channel) return [];
    const ids: { topic?: number } = {};
    const messages = this.#planMessages(spec.messages, `${this.path}.topics[${i}].messages`, ids);
    const at = (messages[0]?.at ?? this.world.seconds() - 86400) - 60;
    const create = (): void => {
      const creator = this.#account.person.id;
      const action = { kind: 'createTopic', title: spec.title, color: spec.color } as const;
      const [copy] = insert(this.world, { from: creator, chat: channel.id, text: '', date: at, action });
      if (!copy) return;
      ids.topic = copy.message.id;
      const { title, color, closed, pinned } = spec;
      channel.topics.set(copy.message.id, {
        id: copy.message.id,
        title,
        color,
        createdAt: at,
        creator,
        closed,
        pinned,
      });
    };
    return [{ at, run: create }, ...messages];
  }

  #planMessages(specs: MessageSpec[], path: string, topic?: { topic?: number }): Planned[] {
    const uids: number[] = [];
    let last = 0;
    return specs.map((spec, i) => {
      const at = timeAt(this.world, spec.at, `${path}[${i}].at`);
      if (at < last) {
        throw new ScenarioError(`The scenario is wrong at ${path}[${i}].at: it is earlier than the message before it.`);
      }
      last = at;
      const post = this.#postOf(spec, `${path}[${i}]`, at);
      const run = (): void => {
        const replyTo = spec.replyTo === undefined ? undefined : uids[spec.replyTo - 1];
        const [copy] = insert(this.world, {
          ...post,
          ...(replyTo === undefined ? {} : { replyTo }),
          ...(topic?.topic === undefined ? {} : { topic: topic.topic }),
        });
        if (!copy) return;
        uids[i] = copy.message.uid;
        this.#decorate(copy.message, spec, `${path}[${i}]`);
      };
      return { at, run };
    });
  }

  #postOf(spec: MessageSpec, path: string, date: number): Post {
    const inChannel = this.world.channels.get(this.#chat)?.kind === 'broadcast';
    const find = (ref: refs.PersonRef, key: string): number =>
      ref === 'me' ? this.#account.person.id : referenced(`${path}.${key}`, () => refs.person(this.world, ref)).id;
    let from: number | undefined = spec.from === undefined ? undefined : find(spec.from, 'from');
    if (from === undefined && !inChannel) {
      if (kindOf(this.#chat) !== 'user') throw new ScenarioError(`The scenario lacks the key ${path}.from.`);
      from = this.#chat;
    }
    // As the writer sees it: the other side of a private chat, when it is the other side who writes.
    const chat = kindOf(this.#chat) === 'user' && from === this.#chat ? this.#account.person.id : this.#chat;
    const post: Post = { chat, text: spec.text, date };
    if (from !== undefined) post.from = from;
    const media = this.#mediaOf(spec, date, (ref) => find(ref, 'contact'));
    if (media) post.media = media;
    const entities = marksOf(spec, `${path}.marks`, (ref) => find(ref, 'marks'));
    if (entities.length) post.entities = entities;
    if (spec.album !== undefined) post.album = this.#albumOf(spec.album);
    if (spec.quote !== undefined) post.quote = { text: spec.quote };
    if (spec.silent) post.silent = true;
    if (spec.isProtected) post.isProtected = true;
    if (spec.author !== undefined) post.author = spec.author;
    if (spec.viaBot !== undefined) post.viaBot = find(spec.viaBot, 'viaBot');
    if (spec.call) {
      const { seconds, video, missed } = spec.call;
      post.action = { kind: 'call', video, missed, ...(seconds === undefined ? {} : { seconds }) };
    }
    if (spec.forwardedFrom !== undefined) {
      post.forward = { from: find(spec.forwardedFrom, 'forwardedFrom'), date: date - 3600 };
    }
    return post;
  }

  #mediaOf(spec: MessageSpec, date: number, find: (ref: refs.PersonRef) => number): Media | undefined {
    const { dcs, homeDc } = this.world.settings;
    const id = 5_200_000_000_000_000 + Math.floor(this.random() * 1e12);
    // One in four is kept on another data centre, as what others uploaded often is.
    const away = id % 4 === 0 ? dcs.find((dc) => dc !== homeDc) : undefined;
    return carriedBy(this.world, spec, { id, dc: away ?? homeDc, date }, find);
  }

  /** Albums are named in the scenario, and numbered as Telegram does. */
  #albumOf(name: string): number {
    const album = this.#albums.get(name) ?? this.world.nextFileId();
    this.#albums.set(name, album);
    return album;
  }

  #decorate(message: Message, spec: MessageSpec, path: string): void {
    const change: Partial<Message> = {};
    if (spec.edited !== undefined) change.editDate = timeAt(this.world, spec.edited, `${path}.edited`);
    if (spec.reaction !== undefined) {
      change.reactions = [{ emoji: spec.reaction, from: message.out ? message.chat : this.#account.person.id }];
    }
    const given = spec.reactions.flatMap(({ emoji, from }, i) =>
      from.map((ref) => ({ emoji, from: this.#person(ref, `${path}.reactions[${i}].from`) })),
    );
    if (given.length) change.reactions = [...(change.reactions ?? []), ...given];
    if (change.reactions) change.reactedAt = message.date;
    if (spec.pinned) change.pinned = true;
    for (const copy of copiesOf(this.world, this.world.place(this.#account, this.#chat), message)) {
      Object.assign(copy.message, change);
    }
  }

  #planFiller(spec: NonNullable<ChatSpec['filler']>): Planned[] {
    const start = timeAt(this.world, spec.from, `${this.path}.filler.from`);
    const end = timeAt(this.world, spec.to, `${this.path}.filler.to`);
    const writers = this.#group ? [...this.#group.members.keys()] : [this.#chat, this.#account.person.id];
    return Array.from({ length: spec.count }, (_, i) => {
      const date = Math.floor(start + ((end - start) * i) / Math.max(1, spec.count));
      const from = writers[Math.floor(this.random() * writers.length)] ?? this.#chat;
      const chat = kindOf(this.#chat) === 'user' && from === this.#chat ? this.#account.person.id : this.#chat;
      const text = fillerText(spec.language, i, this.random);
      return { at: date, run: () => void insert(this.world, { from, chat, text, date }) };
    });
  }

  #markRead(account: Account, unread: number, unseen: number): void {
    const { world } = this;
    const dialog = world.dialog(account, this.#chat);
    const messages = world.box(account, this.#chat);
    const ids = messages.idsOf(this.#chat);
    const incoming = ids.filter((id) => !isOutById(messages.messages.get(id), account));
    const outgoing = ids.filter((id) => isOutById(messages.messages.get(id), account));
    dialog.readInbox = unread > 0 ? (incoming.at(-unread - 1) ?? 0) : (ids.at(-1) ?? 0);
    dialog.readOutbox = outgoing.at(-unseen - 1) ?? 0;
    const channel = world.channels.get(this.#chat);
    if (!channel?.isForum || this.spec.type !== 'forum') return;
    for (const topic of channel.topics.values()) {
      const wanted = this.spec.topics.find(({ title }) => title === topic.title)?.unread ?? 0;
      const inTopic = ids.filter((id) => topicOf(messages.messages.get(id) as Message) === topic.id);
      const readInbox = account === this.#account && wanted > 0 ? (inTopic.at(-wanted - 1) ?? 0) : (ids.at(-1) ?? 0);
      dialog.topics.set(topic.id, { readInbox, readOutbox: ids.at(-1) ?? 0 });
    }
  }

  #markReadBy(other: Account | undefined, chat: MarkedId): void {
    if (!other) return;
    const dialog = this.world.dialog(other, chat);
    dialog.readInbox = other.box.idsOf(chat).at(-1) ?? 0;
    dialog.readOutbox = lastOwn(this.world, other, chat)?.id ?? 0;
  }
}

function isOutById(message: Message | undefined, account: Account): boolean {
  return message !== undefined && isOut(account, message);
}
