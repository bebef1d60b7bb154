/** From a decoded call to its method: unwraps invokeWithLayer and its kind, checks the sign-in, arms errors. */
import type { tl } from '@mtcute/tl';
import type Long from 'long';
import type { Core } from '../core';
import type { CallContext, CallHandler } from '../mtproto/server';
import { LAYER, type Request, toBits } from '../mtproto/tl';
import { summary } from '../saw';
import type { ChannelClock } from '../updates';
import { accountMethods } from './account';
import { authMethods, signedAuthMethods } from './auth';
import { type Call, signed } from './call';
import { channelMethods } from './channels';
import { contactMethods } from './contacts';
import { dialogMethods } from './dialogs';
import { editMethods } from './edit';
import { badRequest, namedError, RpcError } from './error';
import { folderMethods } from './folders';
import { forumMethods } from './forums';
import { forwardMethods } from './forward';
import { groupMethods } from './groups';
import { helpMethods } from './help';
import { historyMethods } from './history';
import { passwordMethods } from './password';
import { qrMethods, signedQrMethods } from './qr';
import { reactMethods } from './react';
import { readMethods } from './read';
import { scheduledMethods } from './scheduled';
import { searchMethods } from './search';
import { sendMethods } from './send';
import { sessionMethods } from './sessions';
import { updateMethods } from './updates';
import { uploadMethods } from './upload';
import { userMethods } from './users';

// Each family types its own methods; the router only knows names, so here a method takes any call and request.
type AnyMethod = (call: never, request: never) => unknown;

const open = new Map<string, AnyMethod>(
  [helpMethods, authMethods, passwordMethods, qrMethods].flatMap((family) => Object.entries(family)),
);
const signedIn = new Map<string, AnyMethod>(
  [
    signedAuthMethods,
    signedQrMethods,
    accountMethods,
    sessionMethods,
    userMethods,
    contactMethods,
    dialogMethods,
    folderMethods,
    historyMethods,
    searchMethods,
    readMethods,
    sendMethods,
    editMethods,
    forwardMethods,
    reactMethods,
    scheduledMethods,
    groupMethods,
    channelMethods,
    forumMethods,
    updateMethods,
    uploadMethods,
  ].flatMap((family) => Object.entries(family)),
);

interface Unwrapped {
  request: Request;
  withoutUpdates: boolean;
  after: bigint[];
}

/** Takes the wrappers off, noting what they say about the client. */
function unwrap(context: CallContext, outer: Request): Unwrapped {
  const key = context.session.authKey;
  const unwrapped: Unwrapped = { request: outer, withoutUpdates: false, after: [] };
  for (let depth = 0; depth < 8; depth++) {
    const { request } = unwrapped;
    switch (request._) {
      case 'invokeWithLayer':
        if (request.layer !== LAYER) throw badRequest('CONNECTION_LAYER_INVALID');
        break;
      case 'initConnection': {
        const { apiId, deviceModel, systemVersion, appVersion, langCode } =
          request as unknown as tl.RawInitConnectionRequest;
        key.client = { apiId, deviceModel, systemVersion, appVersion, langCode };
        key.main.client = key.client;
        break;
      }
      case 'invokeWithoutUpdates':
        unwrapped.withoutUpdates = true;
        break;
      case 'invokeAfterMsg':
        unwrapped.after.push(toBits(request.msgId as Long));
        break;
      case 'invokeAfterMsgs':
        unwrapped.after.push(...(request.msgIds as Long[]).map(toBits));
        break;
      case 'invokeWithTakeout':
      case 'invokeWithMessagesRange':
        break;
      default:
        return unwrapped;
    }
    unwrapped.request = request.query as Request;
  }
  throw badRequest('INPUT_FETCH_ERROR');
}

function failIfArmed(core: Core, method: string, account: number | undefined): void {
  const armed = core.armed.find(
    (error) =>
      (error.method === method || error.method === '*') && (error.account === undefined || error.account === account),
  );
  if (!armed) return;
  if (armed.after-- > 0) return;
  armed.times--;
  if (armed.times <= 0) core.armed.splice(core.armed.indexOf(armed), 1);
  throw namedError(armed.error);
}

function answer(call: Call, request: Request): unknown {
  const openMethod = open.get(request._);
  if (openMethod) return openMethod(call as never, request as never);
  const method = signedIn.get(request._);
  // To strangers too: the real clients take a 401 before sign-in for the end of their session, and start over for ever.
  if (!method) throw badRequest('METHOD_INVALID');
  return method(signed(call) as never, request as never);
}

/** The call handler of the MTProto server. `core` is asked for late, because the two know each other. */
export function createRouter(getCore: () => Core, getClock: () => ChannelClock): CallHandler {
  return (context, outer) => {
    const core = getCore();
    const { session } = context;
    const packetKey = session.authKey;
    const { request, withoutUpdates, after } = unwrap(context, outer);
    if (packetKey.expiresAt !== undefined && !packetKey.permanent && request._ !== 'auth.bindTempAuthKey') {
      throw new RpcError(401, 'AUTH_KEY_PERM_EMPTY');
    }
    if (!packetKey.client && request._ !== 'auth.bindTempAuthKey') throw badRequest('CONNECTION_NOT_INITED');
    if (!withoutUpdates) session.wantsUpdates = true;
    const call: Call = {
      core,
      world: core.world,
      clock: getClock(),
      key: packetKey.main,
      packetKey,
      session,
      messageId: context.messageId,
      dc: packetKey.dc,
      now: core.world.seconds(),
    };
    const run = (): unknown => {
      const account = call.key.authorization?.accountId;
      const seen = { method: request._, account, dc: call.dc, at: core.world.milliseconds(), params: summary(request) };
      const noteError = (error: unknown): never => {
        Object.assign(seen, { error: error instanceof RpcError ? error.text : 'INTERNAL_SERVER_ERROR' });
        throw error;
      };
      core.saw.note(seen);
      try {
        failIfArmed(core, request._, account);
        if (call.key.authorization) call.key.authorization.activeAt = call.now;
        const result = answer(call, request);
        return result instanceof Promise ? result.catch(noteError) : result;
      } catch (error) {
        return noteError(error);
      }
    };
    const awaited = after.flatMap((id) => session.running.get(id) ?? []);
    return { method: request._, result: awaited.length > 0 ? Promise.all(awaited).then(run) : run() };
  };
}
