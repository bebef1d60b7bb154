import { ulid } from 'ulid';
import { type Account, parsePhone, type SignInStep } from '@/lib/auth/model';
import { TezError, type WireError } from '@/lib/limits/model';
import type { Records } from '@/lib/store/records';
import type { Me, SentCode, SignInResult, TelegramPort } from '@/lib/telegram/port';
import { listAccounts, removeAccount, saveAccount } from './accounts';
import type { Connections } from './connections';

/** The sign-in under way, as stored: it survives the popup and the worker. */
export interface SignIn {
  session: string;
  step: SignInStep;
  error: WireError | null;
}

const ROW = 'current';

export interface SignInDeps {
  records: Records;
  connections: Connections;
  now: () => number;
  announce: (topics: string[]) => void;
  audit: (what: string) => Promise<void>;
}

export interface SignInFlow {
  current(): Promise<SignIn | null>;
  /** The QR link that is valid now, while the `qr` step lives in this worker. */
  qr(): { url: string; expiresAt: number } | null;
  start(): Promise<void>;
  sendCode(phone: string): Promise<void>;
  resendCode(): Promise<void>;
  submitCode(code: string): Promise<void>;
  submitPassword(password: string): Promise<void>;
  /** Starts the QR step, or takes it up again after the worker's death. */
  startQr(): Promise<void>;
  changeNumber(): Promise<void>;
  cancel(): Promise<void>;
}

export function createSignInFlow(deps: SignInDeps): SignInFlow {
  const { records, connections, now, announce, audit } = deps;
  let qrToken: { url: string; expiresAt: number } | null = null;
  let qrRun: AbortController | null = null;

  const current = async () => (await records.get<SignIn>('signIn', ROW)) ?? null;

  async function save(signIn: SignIn): Promise<void> {
    const row = await records.db.sealed('signIn').get(ROW);
    await records.db.sealed('signIn').put(await records.sealed('signIn', ROW, (row?.v ?? 0) + 1, signIn));
    announce(['auth']);
  }

  async function need<At extends SignInStep['at']>(
    at: At,
  ): Promise<SignIn & { step: Extract<SignInStep, { at: At }> }> {
    const signIn = await current();
    if (signIn?.step.at !== at) throw new TezError('invalidInput');
    return signIn as SignIn & { step: Extract<SignInStep, { at: At }> };
  }

  /** Does one step; what goes wrong is kept beside the step, for the popup that may have been closed meanwhile. */
  async function attempt(
    signIn: SignIn,
    what: string,
    work: (port: TelegramPort) => Promise<SignIn | null>,
    signal?: AbortSignal,
  ): Promise<void> {
    try {
      const next = await work(await connections.session(signIn.session));
      if (next) await save(next);
    } catch (thrown) {
      const error = TezError.from(thrown);
      // Left for another step: its end is no failure, and must not overwrite the step that follows.
      if (signal?.aborted) throw error;
      await audit(`${what}: ${error.kind}`);
      // Not where the sign-in was cancelled meanwhile.
      const still = await current();
      if (still?.session === signIn.session) await save({ ...signIn, error: error.toWire() });
      throw error;
    }
  }

  async function finish(signIn: SignIn, me: Me): Promise<null> {
    const account: Account = { ...me, session: signIn.session, signedInAt: now() };
    const before = (await listAccounts(records)).filter((a) => a.id === me.id && a.session !== account.session);
    await saveAccount(records, account);
    await records.db.sealed('signIn').delete(ROW);
    await connections.adopt(account);
    for (const old of before) {
      await connections.drop(old.session);
      await removeAccount(records, old.session);
    }
    await audit('signedIn');
    announce(['auth']);
    return null;
  }

  async function take(signIn: SignIn, result: SignInResult, phone?: string): Promise<SignIn | null> {
    if (result.is === 'signedIn') return finish(signIn, result.me);
    const step: SignInStep = { at: 'password', hint: result.hint, ...(phone ? { phone } : {}) };
    return { ...signIn, step, error: null };
  }

  function stopQr(): void {
    qrRun?.abort();
    qrRun = null;
    qrToken = null;
  }

  /** Ends the code under way at Telegram, so that it cannot be used any more. Never fails: it may be gone already. */
  async function forgetCode({ session, step }: SignIn): Promise<void> {
    if (step.at !== 'code') return;
    await connections
      .session(session)
      .then((port) => port.cancelCode(step.phone, step.codeHash))
      .catch(() => undefined);
  }

  return {
    current,
    qr: () => qrToken,

    async start() {
      const before = await current();
      if (before) return;
      await save({ session: ulid(now()), step: { at: 'phone' }, error: null });
    },

    async sendCode(typed) {
      stopQr();
      const stored = await current();
      const signIn: SignIn = { session: stored?.session ?? ulid(now()), step: { at: 'phone' }, error: null };
      await attempt(signIn, 'sendCode', async (port) => {
        const phone = parsePhone(typed);
        if (!phone) throw new TezError('phoneInvalid');
        return { ...signIn, step: codeStep(await port.sendCode(phone)) };
      });
      await audit('codeSent');
    },

    async resendCode() {
      const signIn = await need('code');
      const { phone, codeHash, resendAt } = signIn.step;
      await attempt(signIn, 'resendCode', async (port) => {
        if (resendAt !== undefined && resendAt > now()) throw new TezError('resendNotYet', { retryAt: resendAt });
        return { ...signIn, step: codeStep(await port.resendCode(phone, codeHash)), error: null };
      });
    },

    async submitCode(code) {
      const signIn = await need('code');
      const { phone, codeHash } = signIn.step;
      await attempt(signIn, 'signIn', async (port) =>
        take(signIn, await port.signIn(phone, codeHash, code.replace(/\D/g, '')), phone),
      );
    },

    async submitPassword(password) {
      const signIn = await need('password');
      await attempt(signIn, 'password', async (port) => finish(signIn, await port.checkPassword(password)));
    },

    async startQr() {
      const stored = await current();
      if (stored?.step.at === 'qr' && qrRun) return;
      if (stored) await forgetCode(stored);
      const signIn: SignIn = { session: stored?.session ?? ulid(now()), step: { at: 'qr' }, error: null };
      const run = new AbortController();
      qrRun = run;
      await save(signIn);
      const showToken = (token: { url: string; expiresAt: number }) => {
        if (run.signal.aborted) return;
        qrToken = token;
        announce(['auth']);
      };
      // Runs on after the answer: the popup follows `auth`.
      const byQr = async (port: TelegramPort) => take(signIn, await port.signInByQr(showToken, run.signal));
      void attempt(signIn, 'qr', byQr, run.signal)
        .catch(() => undefined)
        .finally(() => {
          if (qrRun === run) stopQr();
        });
    },

    async changeNumber() {
      stopQr();
      const signIn = await current();
      if (!signIn) return;
      await forgetCode(signIn);
      await save({ session: signIn.session, step: { at: 'phone' }, error: null });
    },

    async cancel() {
      stopQr();
      const signIn = await current();
      if (!signIn) return;
      await forgetCode(signIn);
      await records.db.sealed('signIn').delete(ROW);
      await connections.drop(signIn.session);
      await audit('signInCancelled');
      announce(['auth']);
    },
  };
}

function codeStep(sent: SentCode): SignInStep {
  return { at: 'code', ...sent };
}
