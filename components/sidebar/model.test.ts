import { expect, it } from 'vitest';
import type { Ask } from '@/components/background/ask';
import type { AuthView, ConnectionState } from '@/lib/auth/model';
import type { ChatCard } from '@/lib/chats/contract';
import type { ChatRef } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import type { VaultView } from '@/lib/privacy/contract';
import { DEFAULT_SETTINGS } from '@/lib/settings/model';
import { SidebarModel } from './model';

const ACCOUNT = 7;
const page = { id: 'own', url: 'https://web.telegram.org/a/', frameId: 0, documentId: 'd', tab: { id: 3 } };

function auth(connection: ConnectionState = { is: 'connected' }): AuthView {
  const account = { id: ACCOUNT, name: 'Mikhail', connection };
  return { consentedAt: 1, api: 'own', step: null, error: null, accounts: [account] };
}

const open: VaultView = { state: 'open', passphrase: true, due: 0 };

/** A background whose answers a test sets; it answers in the next microtask. */
function setup(answers: Record<string, unknown> = {}) {
  const asked: string[] = [];
  const all: Record<string, unknown> = {
    'privacy.vault': open,
    'auth.view': auth(),
    'settings.get': DEFAULT_SETTINGS,
    'chats.startSidebar': { tab: 3 },
    ...answers,
  };
  const ask = (async (command: { name: string }, input: { chat?: ChatRef }) => {
    asked.push(command.name);
    if (command.name === 'chats.card' && !('chats.card' in all))
      return { chat: input.chat, title: `chat ${input.chat?.peer}` } as ChatCard;
    const answer = all[command.name];
    if (answer instanceof Error) throw answer;
    return answer;
  }) as unknown as Ask;
  const timers: (() => void)[] = [];
  const later = (work: () => void, ms: number) => {
    if (ms < 10_000) timers.push(work);
    return () => void timers.splice(timers.indexOf(work), timers.includes(work) ? 1 : 0);
  };
  let time = 0;
  const model = new SidebarModel(
    { ask, ownId: 'own', panelWindow: null, later, now: () => (time += 1000) },
    new AbortController().signal,
  );
  let seq = 0;
  const report = (chat: object, account: number | null = ACCOUNT) =>
    model.hear({ tez: 'page.chat', seq: ++seq, client: 'a', account, chat, visible: true }, page);
  const settle = async () => {
    for (let turn = 0; turn < 40; turn++) {
      await Promise.resolve();
      if (turn % 10 === 9) timers.shift()?.();
    }
  };
  return { model, all, asked, report, settle, is: () => model.state.screen.is };
}

it('shows the card of the open chat, and never the last one under the next name', async () => {
  const { model, report, settle, is } = setup();
  model.start();
  expect(is()).toBe('loading');
  report({ kind: 'chat', peer: 1 });
  await settle();
  expect(model.state.shown?.card?.title).toBe('chat 1');
  report({ kind: 'chat', peer: 2, topic: 5 });
  expect(model.state).toMatchObject({ screen: { is: 'chat', chat: { peer: 2, topic: 5 } }, shown: { card: null } });
  report({ kind: 'unknown' });
  expect(model.state).toMatchObject({ screen: { is: 'unknownChat' }, shown: null });
  report({ kind: 'none' });
  expect(is()).toBe('noChat');
});

it('asks for the card before it knows the accounts, but shows none to an account that Tez does not know', async () => {
  const { model, report, settle, asked } = setup();
  model.start();
  await settle();
  report({ kind: 'chat', peer: 1 }, 99);
  await settle();
  expect(model.state).toMatchObject({ screen: { is: 'otherAccount', account: 99 }, shown: null });
  expect(asked).toContain('chats.card');
});

it('forgets the cards the moment Tez is locked', async () => {
  const { model, all, report, settle, is } = setup();
  model.start();
  report({ kind: 'chat', peer: 1 });
  await settle();
  all['privacy.vault'] = { state: 'locked', passphrase: true, due: 3 } satisfies VaultView;
  all['auth.view'] = new TezError('locked');
  model.changed(['vault']);
  await settle();
  expect(model.state.screen).toEqual({ is: 'locked', due: 3 });
  expect(model.cards.shown).toBeNull();
  all['privacy.vault'] = open;
  all['auth.view'] = auth();
  all['chats.card'] = new Promise(() => {});
  model.changed(['vault']);
  await settle();
  expect(is()).toBe('chat');
  expect(model.state.shown?.card).toBeNull();
});

it('leads to sign-in when the session ended elsewhere, or goes on without it', async () => {
  const { model, report, settle, is } = setup({
    'auth.view': auth({ is: 'signedOut', why: 'signedOutElsewhere' }),
  });
  model.start();
  report({ kind: 'chat', peer: 1 });
  await settle();
  expect(is()).toBe('signedOut');
  model.workOffline(ACCOUNT);
  expect(is()).toBe('chat');
  expect(model.state.shown?.card?.title).toBe('chat 1');
});

it('asks for sign-in where nobody is signed in', async () => {
  const { model, settle, is } = setup({ 'auth.view': { ...auth(), accounts: [] } });
  model.start();
  await settle();
  expect(is()).toBe('firstRun');
});

it('says so when the background does not answer, and recovers when told to try again', async () => {
  const { model, all, settle, is } = setup({ 'privacy.vault': new TezError('internal') });
  model.start();
  await settle();
  await settle();
  expect(is()).toBe('failed');
  all['privacy.vault'] = open;
  model.retry();
  await settle();
  expect(is()).toBe('loading');
  expect(model.link.tab).toBe(3);
});

it('has no chat where there is no Telegram tab', async () => {
  const { model, settle, is } = setup({ 'chats.startSidebar': { tab: null } });
  model.start();
  await settle();
  expect(is()).toBe('noChat');
});
