/** Sending. https://core.telegram.org/api/updates on what the answers carry. */
import type { tl } from '@mtcute/tl';
import type Long from 'long';
import type { SeenSend } from '../saw';
import { Bundle } from '../shape/bundle';
import { resolvePeer } from '../shape/ids';
import { shapeMedia } from '../shape/media';
import { type Post, post } from '../world/change';
import { kindOf, type MarkedId } from '../world/ids';
import type { Media } from '../world/media';
import { schedule } from '../world/scheduled';
import type { Account } from '../world/types';
import type { World } from '../world/world';
import type { SignedCall, SignedMethods } from './call';
import { badRequest, RpcError } from './error';
import { mediaOf } from './input-media';
import { checkMayWrite, copyFor, isForLater, newMessageUpdate, replyOf, updatesOf, useRandomIds } from './outgoing';
import { wordsOf } from './text';

type Common = Pick<
  tl.messages.RawSendMessageRequest,
  'silent' | 'clearDraft' | 'noforwards' | 'peer' | 'replyTo' | 'scheduleDate' | 'allowPaidStars'
>;

/** One message of a request, checked and ready. */
export interface Ready {
  randomId: Long;
  post: Omit<Post, 'chat' | 'from'>;
}

const BIGGEST_ALBUM = 10;

/** Checks where it goes, and whether the account may write there. */
function target(call: SignedCall, request: Common): { chat: MarkedId; common: Omit<Post, 'text' | 'chat'> } {
  const { world, account } = call;
  const chat = resolvePeer(world, account, request.peer);
  checkMayWrite(world, account, chat, request.allowPaidStars?.toNumber());
  const common: Omit<Post, 'text' | 'chat'> = {
    ...authorOf(world, account, chat),
    ...replyOf(world, account, chat, request.replyTo),
  };
  if (request.silent) common.silent = true;
  if (request.noforwards) common.isProtected = true;
  return { chat, common };
}

/** A channel's posts are its own. */
export function authorOf(world: World, account: Account, chat: MarkedId): { from?: number } {
  return world.channels.get(chat)?.kind === 'broadcast' ? {} : { from: account.person.id };
}

/**
 * Sends messages that were checked, now or at their time, all or none.
 * @throws RANDOM_ID_DUPLICATE, SCHEDULE_DATE_TOO_LATE, SCHEDULE_TOO_MUCH
 */
export function deliver(
  call: SignedCall,
  chat: MarkedId,
  ready: Ready[],
  { date, shape }: { date: number | undefined; shape?: 'short' },
): tl.TypeUpdates {
  const { world, account, session, core } = call;
  const later = isForLater(world, account, chat, date);
  useRandomIds(
    account,
    ready.map(({ randomId }) => randomId),
  );
  const bundle = new Bundle(world, account);
  const updates: tl.TypeUpdate[] = [];
  for (const { randomId, post: content } of ready) {
    const what: Post = { ...authorOf(world, account, chat), ...content, chat };
    const seen: Omit<SeenSend, 'id'> = {
      account: account.person.id,
      chat,
      text: what.text,
      randomId: randomId.toString(),
      at: world.milliseconds(),
    };
    if (what.media) seen.media = what.media.kind === 'file' ? what.media.file.kind : what.media.kind;
    if (what.forward) seen.forwarded = true;
    if (later && date !== undefined) {
      const message = schedule(world, account, { ...what, date }, session);
      core.saw.sends.push({ ...seen, id: message.id, scheduledFor: date });
      updates.push({ _: 'updateMessageID', id: message.id, randomId });
      updates.push({ _: 'updateNewScheduledMessage', message: bundle.message(message) });
      continue;
    }
    const mine = copyFor(post(world, what, session), account);
    core.saw.sends.push({ ...seen, id: mine.message.id });
    if (shape === 'short') return shortSent(account, mine.message.id, mine.message, account.box.pts, world);
    updates.push({ _: 'updateMessageID', id: mine.message.id, randomId }, newMessageUpdate(bundle, mine));
  }
  return updatesOf(call, bundle, updates);
}

function shortSent(
  _account: Account,
  id: number,
  message: { date: number; entities?: tl.TypeMessageEntity[]; media?: Media },
  pts: number,
  world: World,
): tl.RawUpdateShortSentMessage {
  const { date, entities, media } = message;
  return {
    _: 'updateShortSentMessage',
    out: true,
    id,
    date,
    pts,
    ptsCount: 1,
    ...(entities?.length ? { entities } : {}),
    ...(media ? { media: shapeMedia(world, media) } : {}),
  };
}

const FIRST_LINK = /\bhttps?:\/\/[^\s<>"]*[^\s<>".,!?:;)]/;

/** What Telegram shows of the first address in a text. */
function previewOf(text: string): Media | undefined {
  const url = FIRST_LINK.exec(text)?.[0];
  if (!url || !URL.canParse(url)) return undefined;
  return { kind: 'page', url, site: new URL(url).hostname };
}

function sendMessage(call: SignedCall, request: tl.messages.RawSendMessageRequest): tl.TypeUpdates {
  const { world, account } = call;
  const { chat, common } = target(call, request);
  const words = wordsOf(world, account, request, false);
  if (words.text === '') throw badRequest('MESSAGE_EMPTY');
  const media = request.noWebpage ? undefined : previewOf(words.text);
  if (request.clearDraft) world.dialog(account, chat).draft = undefined;
  const isPrivate = kindOf(chat) === 'user' && chat !== account.person.id;
  const ready = { randomId: request.randomId, post: { ...common, ...words, ...(media ? { media } : {}) } };
  return deliver(call, chat, [ready], { date: request.scheduleDate, ...(isPrivate ? { shape: 'short' } : {}) });
}

function sendMedia(call: SignedCall, request: tl.messages.RawSendMediaRequest): tl.TypeUpdates {
  const { world, account } = call;
  const { chat, common } = target(call, request);
  const words = wordsOf(world, account, request, true);
  const media = mediaOf(call, request.media);
  if (request.clearDraft) world.dialog(account, chat).draft = undefined;
  const ready = { randomId: request.randomId, post: { ...common, ...words, media } };
  return deliver(call, chat, [ready], { date: request.scheduleDate });
}

/** Each of an album's errors says which message it is about. */
function nth<T>(index: number, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RpcError) || !error.text.startsWith('FILE_REFERENCE_')) throw error;
    throw badRequest(error.text.replace('FILE_REFERENCE_', `FILE_REFERENCE_${index}_`));
  }
}

function sendMultiMedia(call: SignedCall, request: tl.messages.RawSendMultiMediaRequest): tl.TypeUpdates {
  const { world, account } = call;
  const { chat, common } = target(call, request);
  const { multiMedia } = request;
  if (multiMedia.length === 0 || multiMedia.length > BIGGEST_ALBUM) throw badRequest('MULTI_MEDIA_TOO_LONG');
  const album = multiMedia.length > 1 ? { album: world.nextFileId() } : {};
  const ready = multiMedia.map((single, i): Ready => {
    const words = wordsOf(world, account, single, true);
    const media = nth(i, () => mediaOf(call, single.media));
    if (media.kind !== 'file') throw badRequest('MEDIA_INVALID');
    return { randomId: single.randomId, post: { ...common, ...words, ...album, media } };
  });
  return deliver(call, chat, ready, { date: request.scheduleDate });
}

export const sendMethods: SignedMethods = {
  'messages.sendMessage': sendMessage,
  'messages.sendMedia': sendMedia,
  'messages.sendMultiMedia': sendMultiMedia,
  'messages.uploadMedia': (call, { peer, media }) => {
    resolvePeer(call.world, call.account, peer);
    const given = mediaOf(call, media);
    if (given.kind === 'file') call.world.files.set(given.file.id, given.file);
    return shapeMedia(call.world, given);
  },
};
