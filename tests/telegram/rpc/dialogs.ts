/** The list of chats. https://core.telegram.org/api/offsets */
import type { tl } from '@mtcute/tl';
import { Bundle } from '../shape/bundle';
import { resolvePeer } from '../shape/ids';
import { state } from '../updates';
import type { MarkedId } from '../world/ids';
import type { Dialog, Message } from '../world/types';
import { dialogDate, dialogsOf } from '../world/views';
import type { SignedCall, SignedMethods } from './call';

type Listed = { dialog: Dialog; top: Message | undefined };

const MOST = 100;

/** The listed dialogs with their last messages, and everybody mentioned in them. */
function shaped(
  { world, account }: SignedCall,
  listed: Listed[],
): Pick<tl.messages.RawDialogs, 'dialogs' | 'messages' | 'chats' | 'users'> {
  const bundle = new Bundle(world, account);
  const dialogs = listed.map(({ dialog, top }) => bundle.dialog(dialog, top));
  const messages = listed.flatMap(({ top }) => (top ? [bundle.message(top)] : []));
  return { dialogs, messages, ...bundle.mentioned };
}

function inFolder(call: SignedCall, folderId: number | undefined): Listed[] {
  return dialogsOf(call.world, call.account).filter(({ dialog }) => dialog.archived === (folderId === 1));
}

/** Is a dialog further down the list than the offset? */
function isBelow(call: SignedCall, { dialog, top }: Listed, request: tl.messages.RawGetDialogsRequest): boolean {
  const { offsetDate, offsetId, offsetPeer } = request;
  if (offsetDate === 0 && offsetId === 0) return true;
  const date = dialogDate(dialog, top);
  if (offsetDate !== 0 && date !== offsetDate) return date < offsetDate;
  if (offsetPeer._ !== 'inputPeerEmpty' && dialog.chat === resolvePeer(call.world, call.account, offsetPeer))
    return false;
  return offsetId === 0 || (top?.id ?? 0) < offsetId;
}

function getDialogs(call: SignedCall, request: tl.messages.RawGetDialogsRequest): tl.messages.TypeDialogs {
  const all = inFolder(call, request.folderId).filter(
    ({ dialog }) => !request.excludePinned || dialog.pinned === undefined,
  );
  const isFirstPage = request.offsetDate === 0 && request.offsetId === 0;
  const below = all.filter(
    (listed) => (isFirstPage || listed.dialog.pinned === undefined) && isBelow(call, listed, request),
  );
  const limit = request.limit > 0 ? Math.min(request.limit, MOST) : MOST;
  const page = below.slice(0, limit);
  const content = shaped(call, page);
  if (isFirstPage && page.length === all.length) return { _: 'messages.dialogs', ...content };
  return { _: 'messages.dialogsSlice', count: all.length, ...content };
}

function peersOf(call: SignedCall, peers: tl.TypeInputDialogPeer[]): MarkedId[] {
  const { world, account } = call;
  return peers.flatMap((input) => {
    if (input._ === 'inputDialogPeer') return [resolvePeer(world, account, input.peer)];
    return inFolder(call, input.folderId).map(({ dialog }) => dialog.chat);
  });
}

function listedOf({ world, account }: SignedCall, chats: MarkedId[]): Listed[] {
  return chats.map((chat) => ({ dialog: world.dialog(account, chat), top: world.box(account, chat).last(chat) }));
}

export const dialogMethods: SignedMethods = {
  'messages.getDialogs': getDialogs,
  'messages.getPinnedDialogs': (call, { folderId }) => {
    const pinned = inFolder(call, folderId).filter(({ dialog }) => dialog.pinned !== undefined);
    return { _: 'messages.peerDialogs', ...shaped(call, pinned), state: state(call.world, call.account) };
  },
  'messages.getPeerDialogs': (call, { peers }) => {
    const listed = listedOf(call, peersOf(call, peers));
    return { _: 'messages.peerDialogs', ...shaped(call, listed), state: state(call.world, call.account) };
  },
  'messages.getSavedDialogs': () => ({ _: 'messages.savedDialogs', dialogs: [], messages: [], chats: [], users: [] }),
  'messages.getPinnedSavedDialogs': () => ({
    _: 'messages.savedDialogs',
    dialogs: [],
    messages: [],
    chats: [],
    users: [],
  }),
  'messages.getDialogUnreadMarks': () => [],
  'messages.markDialogUnread': ({ world, account }, { peer, unread }) => {
    if (peer._ !== 'inputDialogPeer') return false;
    world.dialog(account, resolvePeer(world, account, peer.peer)).unreadMark = unread === true;
    return true;
  },
  'messages.toggleDialogPin': ({ world, account }, { peer, pinned }) => {
    if (peer._ !== 'inputDialogPeer') return false;
    const dialog = world.dialog(account, resolvePeer(world, account, peer.peer));
    const lowest = Math.min(0, ...[...account.dialogs.values()].map((other) => other.pinned ?? 0));
    dialog.pinned = pinned ? lowest - 1 : undefined;
    return true;
  },
  'messages.saveDraft': ({ world, account, now }, { peer, message }) => {
    const dialog = world.dialog(account, resolvePeer(world, account, peer));
    dialog.draft = message ? { text: message, date: now } : undefined;
    return true;
  },
  'messages.getAllDrafts': ({ now }) => ({ _: 'updates', updates: [], users: [], chats: [], date: now, seq: 0 }),
};
