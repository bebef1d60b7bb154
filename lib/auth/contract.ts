import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import type { AuthView } from './model';

const nothing = v.strictObject({});

/** Everything the popup shows; topic `auth` announces its changes. */
export const authView = defineCommand({ name: 'auth.view', from: 'extension', input: nothing }).returns<AuthView>();

export const consent = defineCommand({ name: 'auth.consent', from: 'topLevel', input: nothing }).returns<void>();

/** `apiInvalid` when id or hash cannot be one. */
export const setApi = defineCommand({
  name: 'auth.setApi',
  from: 'topLevel',
  input: v.strictObject({ id: v.string(), hash: v.string() }),
}).returns<void>();

/** Starts (or restarts) a sign-in at the phone step. */
export const startSignIn = defineCommand({ name: 'auth.start', from: 'extension', input: nothing }).returns<void>();

export const sendCode = defineCommand({
  name: 'auth.sendCode',
  from: 'topLevel',
  input: v.strictObject({ phone: v.pipe(v.string(), v.maxLength(40)) }),
}).returns<void>();

export const resendCode = defineCommand({ name: 'auth.resendCode', from: 'extension', input: nothing }).returns<void>();

export const submitCode = defineCommand({
  name: 'auth.submitCode',
  from: 'topLevel',
  input: v.strictObject({ code: v.pipe(v.string(), v.maxLength(16)) }),
}).returns<void>();

export const submitPassword = defineCommand({
  name: 'auth.submitPassword',
  from: 'topLevel',
  input: v.strictObject({ password: v.pipe(v.string(), v.maxLength(1024)) }),
}).returns<void>();

export const startQr = defineCommand({ name: 'auth.startQr', from: 'topLevel', input: nothing }).returns<void>();

/** Back to the phone step; the code under way is cancelled at Telegram. */
export const changeNumber = defineCommand({
  name: 'auth.changeNumber',
  from: 'extension',
  input: nothing,
}).returns<void>();

/** Ends the sign-in under way altogether. */
export const cancelSignIn = defineCommand({ name: 'auth.cancel', from: 'extension', input: nothing }).returns<void>();

export const logOut = defineCommand({
  name: 'auth.logOut',
  from: 'topLevel',
  input: v.strictObject({ account: v.number() }),
}).returns<void>();

/** Tries a lost connection again at once. */
export const reconnect = defineCommand({ name: 'auth.reconnect', from: 'extension', input: nothing }).returns<void>();
