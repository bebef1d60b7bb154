/** Telegram in a few lines, as the outbox meets it. */
import type { TelegramFile } from '@/lib/files/model';
import { type ErrorKind, TezError } from '@/lib/limits/model';
import type { Message, TelegramUpdate } from '@/lib/messages/model';
import type { TelegramPort } from '@/lib/telegram/port';
import type { UploadedFile } from '@/lib/telegram/port/files';
import type { OutgoingForward, OutgoingMessage, Requirement } from '@/lib/telegram/port/messages';

export const ME = 1;
export const ANNA = 100;
export const GROUP = -1_000_000_000_200;

/** What happens to the next call of a method: refused, or done and not answered, or not even reached. */
export type Fate = { refused: ErrorKind; forMs?: number } | 'unheard' | 'lost';

/** What Telegram makes of an upload. */
function uploadedFile({ fileId, name, mime }: UploadedFile): TelegramFile {
  const at = { is: 'document' as const, dc: 2, id: `made-${fileId}`, accessHash: '1', reference: 'new' };
  return { at, size: 1, mime, name, sizes: [] };
}

/** Telegram's side: it takes each number once, and remembers. */
export class FakeTelegram {
  readonly messages: Message[] = [];
  readonly waiting: Message[] = [];
  readonly calls: string[] = [];
  readonly requirementOf = new Map<number, Requirement>();
  readonly readUpTo = new Map<number, number>();
  readonly people = new Map<string, number>();
  /** Numbers it has taken. */
  readonly #known = new Set<string>();
  #fates: Fate[] = [];
  #nextId = 1;

  constructor(private readonly now: () => number) {}

  next(...fates: Fate[]): void {
    this.#fates.push(...fates);
  }

  texts(peer = ANNA): string[] {
    return this.messages.filter((it) => it.peer === peer && it.out).map(({ text }) => text);
  }

  theyWrite(text: string, peer = ANNA, more: Partial<Message> = {}): Message {
    return this.#post({ peer, text, out: false, from: peer, ...more });
  }

  /** A scheduled message goes off. */
  goesOff(id: number): TelegramUpdate[] {
    const at = this.waiting.findIndex((it) => it.id === id);
    const [message] = this.waiting.splice(at, 1);
    if (!message) throw new Error('it does not wait');
    const sent = this.#post({ ...message, date: this.now() });
    return [
      { is: 'message', message: sent },
      { is: 'unscheduled', peer: sent.peer, ids: [id], sent: [sent.id] },
    ];
  }

  #post(more: Partial<Message> & Pick<Message, 'peer' | 'text' | 'out'>): Message {
    const message: Message = {
      date: this.now(),
      kind: 'text',
      mentioned: false,
      silent: false,
      ...more,
      id: this.#nextId++,
    };
    this.messages.push(message);
    return message;
  }

  #take(message: OutgoingMessage): Message | null {
    const { peer, topic, content, randomId, replyTo, silent, scheduleAt } = message;
    if (this.#known.has(randomId)) return null;
    this.#known.add(randomId);
    const made = {
      peer,
      ...(topic === undefined ? {} : { topic }),
      text: 'text' in content ? content.text.trim() : '',
      kind: content.is === 'text' ? ('text' as const) : ('other' as const),
      ...('entities' in content && content.entities.length > 0 ? { entities: content.entities } : {}),
      ...(content.is === 'place' ? { media: { is: 'place' as const, place: content.place } } : {}),
      ...(content.is === 'file' ? { media: { is: 'file' as const, file: content.file } } : {}),
      ...(content.is === 'upload' ? { media: { is: 'file' as const, file: uploadedFile(content.upload) } } : {}),
      ...(replyTo === undefined ? {} : { replyTo: { id: replyTo } }),
      silent,
      out: true,
      from: ME,
    };
    if (scheduleAt === undefined) return this.#post(made);
    const scheduled: Message = { mentioned: false, ...made, id: 1000 + this.#nextId++, date: scheduleAt };
    this.waiting.push(scheduled);
    return scheduled;
  }

  async #fated<T>(name: string, work: () => T): Promise<T> {
    this.calls.push(name);
    const fate = this.#fates.shift();
    if (fate === 'lost') throw new TezError('offline');
    if (typeof fate === 'object') {
      throw new TezError(fate.refused, fate.forMs === undefined ? {} : { retryAt: this.now() + fate.forMs });
    }
    const done = work();
    if (fate === 'unheard') throw new TezError('timeout');
    return done;
  }

  /** @param step passed before a call and after it, where a worker may die */
  port(step: <T>(work: () => Promise<T>) => Promise<T>): TelegramPort {
    const own: Partial<TelegramPort> = {
      send: (message) => step(() => this.#fated('send', () => this.#take(message))),
      sendAlbum: (album) =>
        step(() =>
          this.#fated('sendAlbum', () => {
            const taken = album.map((one) => this.#take(one));
            return taken.includes(null) ? null : (taken as Message[]);
          }),
        ),
      forward: (what) => step(() => this.#fated('forward', () => this.#forward(what))),
      edit: (peer, id, change) =>
        step(() =>
          this.#fated('edit', () => {
            const list = change.scheduled ? this.waiting : this.messages;
            const message = list.find((it) => it.peer === peer && it.id === id);
            if (!message) throw new TezError('notFound');
            if (change.text) message.text = change.text.text;
            if (change.scheduled) message.date = change.scheduled.at;
            return message;
          }),
        ),
      delete: (peer, ids) =>
        step(() =>
          this.#fated('delete', () => {
            const kept = this.messages.filter((it) => it.peer !== peer || !ids.includes(it.id));
            this.messages.splice(0, this.messages.length, ...kept);
          }),
        ),
      react: (peer, id, reactions) =>
        step(() =>
          this.#fated('react', () => {
            const message = this.messages.find((it) => it.peer === peer && it.id === id);
            if (!message) throw new TezError('notFound');
            message.reactions = reactions.map(({ emoji }) => ({ emoji, count: 1, own: true }));
          }),
        ),
      history: (peer, { limit, after = 0, before = Number.POSITIVE_INFINITY }) =>
        step(async () => {
          this.calls.push('history');
          const found = this.messages.filter((it) => it.peer === peer && it.id > after && it.id < before);
          return found.reverse().slice(0, limit);
        }),
      messages: (peer, ids) => step(async () => this.messages.filter((it) => it.peer === peer && ids.includes(it.id))),
      scheduled: (peer) => step(async () => this.waiting.filter((it) => it.peer === peer)),
      deleteScheduled: (peer, ids) =>
        step(() =>
          this.#fated('deleteScheduled', () => {
            const kept = this.waiting.filter((it) => it.peer !== peer || !ids.includes(it.id));
            this.waiting.splice(0, this.waiting.length, ...kept);
          }),
        ),
      sendScheduled: (peer, ids) =>
        step(() =>
          this.#fated('sendScheduled', () => {
            const due = this.waiting.filter((it) => it.peer === peer && ids.includes(it.id));
            if (due.length === 0) throw new TezError('notFound');
            for (const { id } of due) this.goesOff(id);
          }),
        ),
      requirements: (peers) =>
        step(async () => peers.map((peer) => this.requirementOf.get(peer) ?? { is: 'free' as const })),
      chat: (peer) =>
        step(async () => {
          const name = [...this.people].find(([, id]) => id === peer)?.[0];
          return {
            ...{ peer, kind: 'user' as const, title: `Person ${peer}`, hasPhoto: false },
            ...(name && !/^\d/.test(name) ? { username: name } : {}),
          };
        }),
      findPerson: (who) =>
        step(async () => {
          const found = this.people.get('username' in who ? who.username : who.phone);
          if (found === undefined) throw new TezError('notFound');
          return found;
        }),
      dialog: (peer) =>
        step(async () => ({
          peer,
          unread: 0,
          mentions: 0,
          readInbox: 0,
          readOutbox: this.readUpTo.get(peer) ?? 0,
          mutedUntil: 0,
        })),
    };
    return own as TelegramPort;
  }

  #forward({ from, ids, to, randomIds, withSender }: OutgoingForward): Message[] | null {
    const made = ids.map((id, i) => {
      const source = this.messages.find((it) => it.peer === from && it.id === id);
      const randomId = randomIds[i] ?? '';
      if (!source) throw new TezError('notFound');
      if (this.#known.has(randomId)) return null;
      this.#known.add(randomId);
      const { text, kind } = source;
      return this.#post({
        peer: to,
        text,
        kind,
        out: true,
        from: ME,
        ...(withSender ? { forwarded: { from, date: source.date } } : {}),
      });
    });
    return made.includes(null) ? null : (made as Message[]);
  }
}
