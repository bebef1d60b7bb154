import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type AuthDeps, authHandlers } from '@/lib/auth/service';
import { createSignInFlow, type SignInDeps } from '@/lib/auth/service/sign-in';
import type { Handler } from '@/lib/bus/router';

export type AuthNeeds = Omit<AuthDeps, 'signIn'> & SignInDeps;

/** The commands of accounts and of signing in. */
export type AuthPart = (needs: AuthNeeds) => Handler[];

/** Loaded by the background when the first of these commands comes (entrypoints/background/load-scripts.ts). */
export default defineUnlistedScript(() => {
  globalThis.tezAuth = (needs) => authHandlers({ ...needs, signIn: createSignInFlow(needs) });
});
