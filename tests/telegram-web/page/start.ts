/** What serve.ts puts into the page for its start, and the sign-in that the real client would find in localStorage. */
export interface Start {
  /** Telegram user ids by account slot, the first being slot 1. */
  accounts: number[];
  /** Whether opening a chat marks it read, as the real client does. */
  marksRead: boolean;
  theme: 'light' | 'dark';
}

export interface Session {
  slot: number;
  self: number;
  start: Start;
}

/** Signs the page in: a made-up key beside each user's id, in the places where both clients keep them. */
export function signIn(): Session {
  const start = JSON.parse(document.getElementById('stand-in')?.textContent ?? '') as Start;
  start.accounts.forEach((userId, index) => {
    const entry = { dcId: 2, dc2_auth_key: fakeKey(userId), userId: `${userId}`, firstName: 'Stand-in' };
    localStorage.setItem(`account${index + 1}`, JSON.stringify(entry));
  });
  localStorage.setItem('user_auth', JSON.stringify({ dcID: 2 }));
  localStorage.setItem('dc2_auth_key', JSON.stringify(fakeKey(start.accounts[0] ?? 0)));
  const slot = Number(new URLSearchParams(location.search).get('account') ?? '1');
  return { slot, self: start.accounts[slot - 1] ?? 0, start };
}

/** 256 bytes in hex that no real key is: a test that finds them elsewhere has found a leak. */
function fakeKey(userId: number): string {
  return 'fa4e'.repeat(120) + userId.toString(16).padStart(32, '0');
}
