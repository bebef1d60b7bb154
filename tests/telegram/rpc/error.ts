import { createRequire } from 'node:module';

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

const known = createRequire(import.meta.url)('@mtcute/tl/raw-errors.json') as {
  errors: Record<string, { code: number }>;
};

/** Codes of errors that the list of known ones lacks, or has several of. https://core.telegram.org/api/errors */
const CODES: [RegExp, number][] = [
  [/_MIGRATE_\d+$/, 303],
  [
    /^(AUTH_KEY_UNREGISTERED|AUTH_KEY_INVALID|AUTH_KEY_PERM_EMPTY|USER_DEACTIVATED|USER_DEACTIVATED_BAN|SESSION_REVOKED|SESSION_EXPIRED|SESSION_PASSWORD_NEEDED)$/,
    401,
  ],
  [/^(CHAT_ADMIN_REQUIRED|USER_PRIVACY_RESTRICTED|CHANNEL_PRIVATE|ALLOW_PAYMENT_REQUIRED_\d+)$/, 403],
  [
    /^(AUTH_KEY_DUPLICATED|UPDATE_APP_TO_LOGIN|FRESH_RESET_AUTHORISATION_FORBIDDEN|PRIVACY_PREMIUM_REQUIRED|SEND_CODE_UNAVAILABLE)$/,
    406,
  ],
  [/_WAIT_\d+$|^TAKEOUT_INIT_DELAY/, 420],
  [/^(INTERNAL|RPC_CALL_FAIL|RPC_MCGET_FAIL|WORKER_BUSY|RANDOM_ID_DUPLICATE)/, 500],
  [/^(Timeout|TIMEOUT)$/, -503],
];

/** The error of this name with the code Telegram gives it. */
export function namedError(text: string): RpcError {
  const code = CODES.find(([pattern]) => pattern.test(text))?.[1] ?? known.errors[text]?.code ?? 400;
  return new RpcError(code, text);
}
