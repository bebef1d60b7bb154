/** The list of chats. https://core.telegram.org/api/offsets */
import type { tl } from '@mtcute/tl';
import { Bundle } from '../shape/bundle';
import { peer, resolvePeer } from '../shape/ids';
import { announceUpdate, state } from '../updates';
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

const dialogPeer = (chat: MarkedId): tl.RawDialogPeer => ({ _: 'dialogPeer', peer: peer(chat) });

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
  'messages.markDialogUnread': ({ world, account }, { peer: input, unread }) => {
    if (input._ !== 'inputDialogPeer') return false;
    const chat = resolvePeer(world, account, input.peer);
    world.dialog(account, chat).unreadMark = unread === true;
    announceUpdate(world, account, { _: 'updateDialogUnreadMark', peer: dialogPeer(chat), unread: unread === true });
    return true;
  },
  'messages.toggleDialogPin': ({ world, account }, { peer: input, pinned }) => {
    if (input._ !== 'inputDialogPeer') return false;
    const chat = resolvePeer(world, account, input.peer);
    const lowest = Math.min(0, ...[...account.dialogs.values()].map((other) => other.pinned ?? 0));
    world.dialog(account, chat).pinned = pinned ? lowest - 1 : undefined;
    announceUpdate(world, account, { _: 'updateDialogPinned', peer: dialogPeer(chat), pinned: pinned === true });
    return true;
  },
  'messages.saveDraft': ({ world, account, now }, { peer: input, message }) => {
    const chat = resolvePeer(world, account, input);
    world.dialog(account, chat).draft = message ? { text: message, date: now } : undefined;
    const draft: tl.TypeDraftMessage = message
      ? { _: 'draftMessage', message, date: now }
      : { _: 'draftMessageEmpty', date: now };
    announceUpdate(world, account, { _: 'updateDraftMessage', peer: peer(chat), draft });
    return true;
  },
  'messages.getAllDrafts': ({ now }) => ({ _: 'updates', updates: [], users: [], chats: [], date: now, seq: 0 }),
};
