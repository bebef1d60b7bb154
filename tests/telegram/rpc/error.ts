/** An error answer to a call, as Telegram words it: a code and a name such as PHONE_CODE_INVALID or FLOOD_WAIT_32. */
export class RpcError extends Error {
  constructor(
    readonly code: number,
    readonly text: string,
  ) {
    super(text);
  }
}

export const badRequest = (text: string): RpcError => new RpcError(400, text);
export const unauthorized = (text: string): RpcError => new RpcError(401, text);
export const seeOther = (text: string): RpcError => new RpcError(303, text);

/** Prefixes that carry their own code; everything else is a 400. https://core.telegram.org/api/errors */
const CODES: [RegExp, number][] = [
  [/_MIGRATE_\d+$/, 303],
  [
    /^(AUTH_KEY_UNREGISTERED|AUTH_KEY_INVALID|AUTH_KEY_PERM_EMPTY|USER_DEACTIVATED|USER_DEACTIVATED_BAN|SESSION_REVOKED|SESSION_EXPIRED|SESSION_PASSWORD_NEEDED)$/,
    401,
  ],
  [/^(CHAT_WRITE_FORBIDDEN|CHAT_ADMIN_REQUIRED|USER_PRIVACY_RESTRICTED|CHANNEL_PRIVATE)$/, 403],
  [/^(AUTH_KEY_DUPLICATED|UPDATE_APP_TO_LOGIN|FRESH_RESET_AUTHORISATION_FORBIDDEN)$/, 406],
  [/^(FLOOD_WAIT|SLOWMODE_WAIT|FLOOD_PREMIUM_WAIT|PEER_FLOOD|TAKEOUT_INIT_DELAY)/, 420],
  [/^(INTERNAL|RPC_CALL_FAIL|RPC_MCGET_FAIL|WORKER_BUSY)/, 500],
  [/^(Timeout|TIMEOUT)$/, -503],
];

/** The error of this name with the code Telegram gives it. */
export function namedError(text: string): RpcError {
  // Telegram itself sends PEER_FLOOD as 400.
  if (text === 'PEER_FLOOD') return badRequest(text);
  return new RpcError(CODES.find(([pattern]) => pattern.test(text))?.[1] ?? 400, text);
}
