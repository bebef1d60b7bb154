import type { tl } from '@mtcute/core';
import { TezError } from '@/lib/limits/model';
import type { CodeWay, Me, SentCode, SignInResult } from '../port';
import { mapMe } from './map-chat';
import { rpcText } from './rpc-error';
import type { Session } from './session';
import { forget } from './storage/provider';

export async function sendCode(session: Session, phone: string): Promise<SentCode> {
  const { apiId, apiHash } = session.client.params;
  const sent = await session.call({
    _: 'auth.sendCode',
    phoneNumber: digits(phone),
    apiId,
    apiHash,
    settings: { _: 'codeSettings' },
  });
  return mapSentCode(sent, phone, session.now());
}

export async function resendCode(session: Session, phone: string, codeHash: string): Promise<SentCode> {
  const sent = await session.call({ _: 'auth.resendCode', phoneNumber: digits(phone), phoneCodeHash: codeHash });
  return mapSentCode(sent, phone, session.now());
}

export async function cancelCode(session: Session, phone: string, codeHash: string): Promise<void> {
  try {
    await session.call({ _: 'auth.cancelCode', phoneNumber: digits(phone), phoneCodeHash: codeHash });
  } catch {
    // A code that is gone, or that can't be reached, is of no use to anyone.
  }
}

export async function signIn(session: Session, phone: string, codeHash: string, code: string): Promise<SignInResult> {
  return orPassword(session, async () => {
    const answer = await session.call({
      _: 'auth.signIn',
      phoneNumber: digits(phone),
      phoneCodeHash: codeHash,
      phoneCode: code,
    });
    return accept(session, answer);
  });
}

export async function passwordHint(session: Session): Promise<string> {
  const { hint } = await session.call({ _: 'account.getPassword' });
  return hint ?? '';
}

export async function checkPassword(session: Session, password: string): Promise<Me> {
  // The password itself never leaves this machine. https://core.telegram.org/api/srp
  const asked = await session.call({ _: 'account.getPassword' });
  const proof = await session.guard(session.client.computeSrpParams(asked, password));
  return accept(session, await session.call({ _: 'auth.checkPassword', password: proof }));
}

/** @throws TezError as any call does, with the session left as it was */
export async function logOut(session: Session): Promise<void> {
  session.leaving = true;
  try {
    await session.call({ _: 'auth.logOut' });
  } catch (error) {
    if (TezError.from(error).kind !== 'signedOutElsewhere') {
      session.leaving = false;
      throw error;
    }
  }
  session.client.updates?.stopLoop();
  await forget(session.rows, '');
  await session.close();
}

/** Runs a step that Telegram may answer by asking for the two-step password. */
export async function orPassword(session: Session, step: () => Promise<Me>): Promise<SignInResult> {
  try {
    return { is: 'signedIn', me: await step() };
  } catch (error) {
    if (rpcText(error) !== 'SESSION_PASSWORD_NEEDED') throw error;
    return { is: 'password', hint: await passwordHint(session) };
  }
}

/** From here on the session is the user's, and updates flow. @throws TezError `phoneUnknown` */
export async function accept(session: Session, answer: tl.auth.TypeAuthorization): Promise<Me> {
  // New accounts can be made in official apps only. https://core.telegram.org/api/auth#sign-in-sign-up
  if (answer._ === 'auth.authorizationSignUpRequired') throw new TezError('phoneUnknown');
  return mapMe(await session.guard(session.client.notifyLoggedIn(answer)));
}

/** As Telegram wants a phone in requests, whatever people put between the digits. */
function digits(phone: string): string {
  return phone.replace(/\D/g, '');
}

function mapSentCode(sent: tl.auth.TypeSentCode, phone: string, now: number): SentCode {
  // Without a token of an earlier sign-in Telegram doesn't sign in at once; paying or setting up an e-mail address is
  // for official apps.
  if (sent._ !== 'auth.sentCode' || sent.type._ === 'auth.sentCodeTypeSetUpEmailRequired')
    throw new TezError('notAllowed');
  const code: SentCode = {
    phone,
    codeHash: sent.phoneCodeHash,
    by: WAYS[sent.type._],
    length: 'length' in sent.type ? sent.type.length : 0,
  };
  if (sent.nextType) {
    code.nextBy = NEXT_WAYS[sent.nextType._];
    code.resendAt = now + (sent.timeout ?? 0) * 1000;
  }
  return code;
}

type SentWay = Exclude<tl.auth.TypeSentCodeType['_'], 'auth.sentCodeTypeSetUpEmailRequired'>;

const WAYS: Record<SentWay, CodeWay> = {
  'auth.sentCodeTypeApp': 'app',
  'auth.sentCodeTypeSms': 'sms',
  'auth.sentCodeTypeSmsWord': 'sms',
  'auth.sentCodeTypeSmsPhrase': 'sms',
  'auth.sentCodeTypeFirebaseSms': 'sms',
  'auth.sentCodeTypeCall': 'call',
  'auth.sentCodeTypeFlashCall': 'flashCall',
  'auth.sentCodeTypeMissedCall': 'missedCall',
  'auth.sentCodeTypeEmailCode': 'email',
  'auth.sentCodeTypeFragmentSms': 'fragment',
};

const NEXT_WAYS: Record<tl.auth.TypeCodeType['_'], CodeWay> = {
  'auth.codeTypeSms': 'sms',
  'auth.codeTypeCall': 'call',
  'auth.codeTypeFlashCall': 'flashCall',
  'auth.codeTypeMissedCall': 'missedCall',
  'auth.codeTypeFragmentSms': 'fragment',
};
