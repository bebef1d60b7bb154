import { askAgain } from '@/components/background/ask-again';
import { fromLocalInput, toLocalInput } from '@/components/ui/due-time';
import type { InputOf } from '@/lib/bus/contract';
import { insertText } from '@/lib/chats/contract';
import { chatKey } from '@/lib/chats/model';
import { sendKept, stored } from '@/lib/files/contract';
import { type AttachedFile, united } from '@/lib/files/library';
import { TezError } from '@/lib/limits/model';
import type { RichText } from '@/lib/messages/content';
import type { Message } from '@/lib/messages/model';
import * as outbox from '@/lib/outbox/contract';
import { linked, type Mark, replaced, replacedPart, toggled } from '@/lib/outbox/marks';
import { LONGEST, lengthOf, slice, splitText } from '@/lib/outbox/text';
import { MOST_INSERTED } from '@/lib/page/contract';
import type { ComposerDeps, ComposerState, Editing } from './composer-state';
import { Presses } from './presses';

const EMPTY: RichText = { text: '', entities: [] };
const DRAFT_AFTER = 500;

type Send = InputOf<typeof outbox.send>;
type How = Omit<Send, 'key' | 'messages'>;

/** The composer of one chat: what is being written, and what became of what was sent. */
export class ComposerModel {
  readonly #deps: ComposerDeps;
  readonly #listeners = new Set<() => void>();
  readonly #presses: Presses;
  #state: ComposerState = {
    loaded: false,
    rich: EMPTY,
    replyTo: null,
    editing: null,
    silent: false,
    at: null,
    unlessAnswered: false,
    items: [],
    off: null,
    scheduled: [],
    files: [],
    split: null,
    gone: null,
    busy: false,
  };
  /** What was written before a message was taken up for editing. */
  #before: RichText | null = null;
  /** Count questions: an answer that comes after that of a later one is of before. */
  #offRound = 0;
  #scheduledRound = 0;
  #cancelDraft: (() => void) | null = null;
  /** A press of Send is under way, which forgets the draft: one stored now would come back after it. */
  #sending = false;

  constructor(deps: ComposerDeps) {
    this.#deps = deps;
    this.#presses = new Presses(deps);
  }

  get state(): ComposerState {
    return this.#state;
  }

  subscribe(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener));
  }

  /** Reads what is stored, and what Telegram says of the chat. */
  async open(): Promise<void> {
    await this.#refresh(true);
    await Promise.all([this.#askOff(), this.#askScheduled()]);
  }

  /** The background announced changes. */
  async changed(topics: readonly string[]): Promise<void> {
    const key = chatKey(this.#deps.chat);
    if (topics.includes(`outbox:${key}`)) {
      await this.#refresh(false);
      await Promise.all([this.#askOff(), this.#askScheduled()]);
    }
    // A draft from elsewhere (a template, another tab) comes in where nothing is being written here.
    if (topics.includes(`drafts:${key}`) && !this.#cancelDraft && !this.#state.editing) await this.#refresh(true);
    if (topics.includes(`chats:${key}`)) {
      // They may have written: then a stranger is none any more.
      if (this.#state.off) await this.#askOff();
    }
  }

  /** Stores the draft at once: the composer goes away. */
  close(): void {
    this.#storeDraft();
  }

  /** Other words in the field. */
  write(rich: RichText): void {
    this.#set({ rich });
    this.#laterDraft();
  }

  type(text: string, caret: number): void {
    const { rich } = this.#state;
    const { from, to, inserted } = replacedPart(rich.text, text, caret);
    this.write(replaced(rich, from, to, inserted));
  }

  mark(from: number, to: number, is: Mark): void {
    this.write(toggled(this.#state.rich, from, to, is));
  }

  link(from: number, to: number, url: string | null): void {
    this.write(linked(this.#state.rich, from, to, url));
  }

  attach(files: readonly AttachedFile[]): void {
    this.#set({ files: united(this.#state.files, files) });
    this.#laterDraft();
  }

  detach(id: string): void {
    this.#set({ files: this.#state.files.filter((file) => file.id !== id) });
    this.#laterDraft();
  }

  reply(to: Message | null): void {
    this.#set({ replyTo: to });
    this.#laterDraft();
  }

  setSilent(silent: boolean): void {
    this.#set({ silent });
  }

  /** Opens or closes the time fields; opened, they say `at` (UTC ms). */
  schedule(at: number | null): void {
    this.#set({ at: at === null ? null : toLocalInput(at), unlessAnswered: false });
  }

  setTime(at: string): void {
    this.#set({ at });
  }

  setUnlessAnswered(unlessAnswered: boolean): void {
    this.#set({ unlessAnswered });
  }

  /** Takes words up again. What was being written comes back afterwards. */
  edit(editing: Editing, text: RichText): void {
    this.#before ??= this.#state.rich;
    const at = editing.is === 'scheduled' ? toLocalInput(editing.at) : null;
    this.#set({ editing, rich: { text: text.text, entities: text.entities }, at });
  }

  stopEditing(): void {
    const rich = this.#before ?? EMPTY;
    this.#before = null;
    this.#set({ editing: null, rich, at: null });
  }

  /** Sends what is written, asks about splitting what is too long, or saves what is being edited. */
  async send(): Promise<void> {
    const { rich, editing, busy, files } = this.#state;
    const empty = lengthOf(rich.text) === 0;
    if (busy || (empty && (editing || files.length === 0))) return;
    if (editing) return this.#save(editing, rich);
    if (lengthOf(rich.text) > LONGEST.text) return this.#set({ split: splitText(rich) });
    await this.#sendTexts(empty ? [] : [rich]);
  }

  /** Moves what is written into Telegram's own message field, after what stands there. Resolves to whether it is there. */
  async insert(): Promise<boolean> {
    const there = await this.insertWords(this.#state.rich.text);
    if (there) this.write(EMPTY);
    return there;
  }

  /** Puts other words there. What is being written stays. */
  async insertWords(text: string): Promise<boolean> {
    const { ask, chat } = this.#deps;
    if (text.length > MOST_INSERTED) return false;
    return ask(insertText, { chat, text, mode: 'append' }).catch(() => false);
  }

  async sendSplit(): Promise<void> {
    const { split } = this.#state;
    if (split) await this.#sendTexts(split);
  }

  /** Sends what was to be sent, without the files that are gone. */
  async sendWithout(): Promise<void> {
    const { gone, files } = this.#state;
    if (!gone) return;
    this.#set({ files: files.filter(({ id }) => !gone.files.some((one) => one.id === id)), gone: null });
    if (gone.texts.length > 0 || this.#state.files.length > 0) await this.#sendTexts(gone.texts);
    else this.#laterDraft();
  }

  keepWriting(): void {
    this.#set({ split: null, gone: null });
  }

  sendPlace(place: { latitude: number; longitude: number }): Promise<boolean> {
    return this.#pressMessages([{ is: 'place', place }]);
  }

  sendContact(contact: { firstName: string; lastName: string; phone: string }): Promise<boolean> {
    return this.#pressMessages([{ is: 'contact', ...contact }]);
  }

  cancel(id: string): Promise<boolean> {
    return this.#try(() => this.#deps.ask(outbox.cancel, { id }));
  }

  retry(id: string): Promise<boolean> {
    return this.#try(() => this.#deps.ask(outbox.retry, { id }));
  }

  unschedule(id: number): Promise<boolean> {
    return this.#scheduledAct(() => this.#deps.ask(outbox.unschedule, { chat: this.#deps.chat, id }));
  }

  sendNow(id: number): Promise<boolean> {
    return this.#scheduledAct(() => this.#deps.ask(outbox.sendNow, { chat: this.#deps.chat, id }));
  }

  async #sendTexts(texts: readonly RichText[]): Promise<void> {
    const written = this.#state.rich.text;
    const { files } = this.#state;
    if (files.length > 0 && !(await this.#allHere(files, texts))) return;
    this.#sending = true;
    this.#cancelDraft?.();
    this.#cancelDraft = null;
    const sent =
      files.length > 0
        ? await this.#pressKept(files, texts)
        : await this.#pressMessages(texts.map((text) => ({ is: 'text', linkPreview: true, ...text })));
    this.#sending = false;
    if (sent) {
      const { rich } = this.#state;
      // What was typed behind it meanwhile stays.
      const rest = rich.text.startsWith(written) ? slice(rich, written.length, rich.text.length) : rich;
      this.#set({ rich: rest, files: [], replyTo: null, at: null, unlessAnswered: false, silent: false });
    }
    this.#set({ split: null });
    if (this.#state.rich.text !== '' || this.#state.files.length > 0) this.#laterDraft();
  }

  /** What was written went out under files. */
  wentOut(): void {
    this.write(EMPTY);
    this.#set({ replyTo: null, at: null, unlessAnswered: false, silent: false });
  }

  /** Whether the library of the account has them; if not, the person is asked. */
  #allHere(files: readonly AttachedFile[], texts: readonly RichText[]): Promise<boolean> {
    return this.#try(async () => {
      const { ask, chat, later } = this.#deps;
      const views = (await askAgain(() => ask(stored, {}), later)).filter(
        ({ kept, account }) => kept && account === chat.account,
      );
      const gone = files.filter(({ id }) => !views.some((view) => view.id === id));
      this.#set({ split: null, gone: gone.length > 0 ? { files: gone, texts } : null });
    }).then((asked) => asked && this.#state.gone === null);
  }

  #pressMessages(messages: Send['messages']): Promise<boolean> {
    return this.#press((key, how) => this.#deps.ask(outbox.send, { key, messages, ...how }), messages);
  }

  #pressKept(files: readonly AttachedFile[], texts: readonly RichText[]): Promise<boolean> {
    const kept = { files: files.map(({ id }) => id), texts: [...texts] };
    return this.#press((key, how) => this.#deps.ask(sendKept, { key, ...kept, ...how }), kept);
  }

  /** One press of Send. */
  async #press(give: (key: string, how: How) => Promise<unknown>, what: unknown): Promise<boolean> {
    const { replyTo, silent, at, unlessAnswered } = this.#state;
    const scheduleAt = at === null ? null : fromLocalInput(at);
    if (at !== null && (scheduleAt === null || scheduleAt <= this.#deps.now())) {
      this.#deps.fail({ kind: 'scheduleInvalid' });
      return false;
    }
    return this.#keyed(
      (key) =>
        give(key, {
          chat: this.#deps.chat,
          keepsDraft: false,
          silent,
          ...(replyTo ? { replyTo: replyTo.id } : {}),
          ...(scheduleAt === null ? {} : { scheduleAt }),
          ...(scheduleAt !== null && unlessAnswered ? { unlessAnswered: {} } : {}),
        }),
      JSON.stringify([what, replyTo?.id, silent, scheduleAt, unlessAnswered]),
    );
  }

  async #save(editing: Editing, text: RichText): Promise<void> {
    const { chat, ask } = this.#deps;
    const { at } = this.#state;
    const saved = await this.#try(async () => {
      if (editing.is === 'queued') return ask(outbox.change, { id: editing.id, text });
      if (editing.is === 'message') {
        await ask(outbox.edit, { key: this.#deps.newKey(), chat, id: editing.id, text });
        return;
      }
      const time = at === null ? null : fromLocalInput(at);
      await ask(outbox.reschedule, { chat, id: editing.id, text, ...(time === null ? {} : { at: time }) });
      await this.#askScheduled();
    });
    if (saved) this.stopEditing();
  }

  async #scheduledAct(work: () => Promise<void>): Promise<boolean> {
    const done = await this.#try(work);
    await this.#askScheduled();
    return done;
  }

  #keyed(work: (key: string) => Promise<unknown>, what?: string): Promise<boolean> {
    return this.#try(() => this.#presses.give(work, what));
  }

  async #try(work: () => Promise<unknown>): Promise<boolean> {
    this.#set({ busy: true });
    try {
      await work();
      return true;
    } catch (error) {
      this.#deps.fail(TezError.from(error).toWire());
      return false;
    } finally {
      this.#set({ busy: false });
    }
  }

  async #refresh(withDraft: boolean): Promise<void> {
    try {
      const { ask, chat, later } = this.#deps;
      const { items, draft } = await askAgain(() => ask(outbox.view, { chat }), later);
      this.#set({ items });
      if (withDraft && !this.#cancelDraft && !this.#state.editing && !this.#sending) {
        const { replyTo, files = [], ...rich }: outbox.Draft = draft ?? EMPTY;
        const known = this.#state.replyTo?.id === replyTo ? this.#state.replyTo : null;
        this.#set({ rich, files, replyTo: replyTo === undefined ? null : (known ?? { id: replyTo }) });
      }
    } catch {
      // Locked, or the worker starts: what is typed stays, and the next change asks again.
    }
    this.#set({ loaded: true });
  }

  async #askOff(): Promise<void> {
    const round = ++this.#offRound;
    const off = await this.#deps.ask(outbox.mayWrite, { chat: this.#deps.chat }).catch(() => null);
    if (round === this.#offRound) this.#set({ off });
  }

  async #askScheduled(): Promise<void> {
    const round = ++this.#scheduledRound;
    const scheduled = await this.#deps.ask(outbox.scheduled, { chat: this.#deps.chat }).catch(() => null);
    // Without a connection what was known stays on screen.
    if (scheduled && round === this.#scheduledRound) this.#set({ scheduled });
  }

  #laterDraft(): void {
    if (this.#state.editing || this.#sending) return;
    this.#cancelDraft?.();
    this.#cancelDraft = this.#deps.later(() => this.#storeDraft(), DRAFT_AFTER);
  }

  #storeDraft(): void {
    if (!this.#cancelDraft) return;
    this.#cancelDraft();
    this.#cancelDraft = null;
    const { rich, replyTo, files } = this.#state;
    const words = this.#before ?? rich;
    const more = { ...(replyTo ? { replyTo: replyTo.id } : {}), ...(files.length > 0 ? { files } : {}) };
    const draft = words.text === '' && Object.keys(more).length === 0 ? null : { ...words, ...more };
    this.#deps.ask(outbox.keepDraft, { chat: this.#deps.chat, draft }).catch(() => undefined);
  }

  #set(next: Partial<ComposerState>): void {
    this.#state = { ...this.#state, ...next };
    for (const listener of this.#listeners) listener();
  }
}

/** Why words are not in Telegram's field. */
export function whyNotInserted(text: string): 'outbox.insertTooLong' | 'outbox.notInserted' {
  return text.length > MOST_INSERTED ? 'outbox.insertTooLong' : 'outbox.notInserted';
}
