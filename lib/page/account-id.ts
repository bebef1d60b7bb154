/**
 * Which Telegram user a tab is signed in as. Both clients keep `account1`, `account2`… (and `user_auth` for the first)
 * in localStorage, with authorization keys beside the user's id: the id alone is cut out of the text, the rest is never
 * parsed.
 */

/**
 * @param search the tab's query string; `?account=N` names the second and later accounts
 * @param read looks an entry up in the page's localStorage
 */
export function readAccountId(search: string, read: (key: string) => string | null): number | null {
  const slot = new URLSearchParams(search).get('account') ?? '1';
  if (!/^[1-9]\d?$/.test(slot)) return null;
  return userIdIn(read(`account${slot}`), 'userId') ?? (slot === '1' ? userIdIn(read('user_auth'), 'userId|id') : null);
}

function userIdIn(entry: string | null, names: string): number | null {
  const digits = entry && new RegExp(`"(?:${names})"\\s*:\\s*"?([1-9]\\d{0,12})"?\\s*[,}]`).exec(entry)?.[1];
  return digits ? Number(digits) : null;
}
