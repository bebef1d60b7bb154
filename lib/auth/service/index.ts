import * as contract from '@/lib/auth/contract';
import { type AuthView, parseApi, viewOfStep } from '@/lib/auth/model';
import { type Handler, handle } from '@/lib/bus/router';
import { TezError } from '@/lib/limits/model';
import type { Records } from '@/lib/store/records';
import { listAccounts, removeAccount } from './accounts';
import type { ApiStore } from './api-store';
import type { Connections } from './connections';
import type { SignInFlow } from './sign-in';

export interface AuthDeps {
  records: Records;
  connections: Connections;
  signIn: SignInFlow;
  api: ApiStore;
  announce: (topics: string[]) => void;
  audit: (what: string) => Promise<void>;
  /** UTC ms of consent, kept outside the vault: it is asked before there is one. */
  consent: { get(): Promise<number | null>; give(): Promise<void> };
}

/** The commands of lib/auth/contract.ts. */
export function authHandlers(deps: AuthDeps): Handler[] {
  const { records, connections, signIn, api, announce, consent } = deps;

  async function view(): Promise<AuthView> {
    const consentedAt = await consent.get();
    if (!(await records.vault.state()).open) {
      return { consentedAt, api: 'own', step: null, error: null, accounts: [] };
    }
    const current = await signIn.current();
    // A QR sign-in lives in the worker alone: after its death the first look takes it up again.
    if (current?.step.at === 'qr' && !current.error) await signIn.startQr();
    const known = await api.get();
    return {
      consentedAt,
      api: known ? (known.own ? 'own' : 'builtIn') : 'missing',
      step: current && viewOfStep(current.step, signIn.qr()),
      error: current?.error ?? null,
      accounts: (await listAccounts(records)).map(({ id, name, username, phone, session }) => ({
        id,
        name,
        ...(username ? { username } : {}),
        ...(phone ? { phone } : {}),
        connection: connections.state(session),
      })),
    };
  }

  return [
    handle(contract.authView, view),
    handle(contract.consent, async () => {
      await consent.give();
      await deps.audit('consented');
      announce(['auth']);
    }),
    handle(contract.setApi, async (input) => {
      const parsed = parseApi(input.id, input.hash);
      if (!parsed) throw new TezError('apiInvalid');
      await api.set(parsed);
      // A connection made under the old id is of no use to the sign-in under way.
      const current = await signIn.current();
      if (current) await connections.drop(current.session);
      announce(['auth']);
    }),
    handle(contract.startSignIn, () => signIn.start()),
    handle(contract.sendCode, ({ phone }) => signIn.sendCode(phone)),
    handle(contract.resendCode, () => signIn.resendCode()),
    handle(contract.submitCode, ({ code }) => signIn.submitCode(code)),
    handle(contract.submitPassword, ({ password }) => signIn.submitPassword(password)),
    handle(contract.startQr, () => signIn.startQr()),
    handle(contract.changeNumber, () => signIn.changeNumber()),
    handle(contract.cancelSignIn, () => signIn.cancel()),
    handle(contract.logOut, async ({ account: id }) => {
      const account = (await listAccounts(records)).find((a) => a.id === id);
      if (!account) throw new TezError('notSignedIn');
      if (!account.ended) await (await connections.session(account.session)).logOut();
      await connections.drop(account.session);
      await removeAccount(records, account.session);
      await deps.audit('loggedOut');
      announce(['auth']);
    }),
    handle(contract.reconnect, () => connections.start()),
  ];
}
