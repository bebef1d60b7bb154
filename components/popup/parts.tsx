import type { FunctionComponent } from 'preact';
import { lazy } from '@/components/ui/lazy';
import type { ToasterProps } from '@/components/ui/toaster';
import { Failed } from './failed';

const flow = () => import('../auth/flow');
const gate = () => import('./gate');
const screens = () => import('./screens');

/** Code that cannot be fetched is the old code of an updated Tez: the page is offered to be loaded again. */
function Outdated() {
  return <Failed error={{ kind: 'internal' }} onRetry={() => location.reload()} />;
}

const part = <P extends object>(load: () => Promise<FunctionComponent<P>>) => lazy(load, Outdated);

/** Parts of the popup whose code is fetched apart from what home needs, so that home is there at once. */
export const ApiStep = part(async () => (await flow()).ApiStep);
export const FirstRun = part(async () => (await flow()).FirstRun);
export const SignIn = part(async () => (await flow()).SignIn);
export const Locked = part(async () => (await gate()).Locked);
export const NotSignedIn = part(async () => (await gate()).NotSignedIn);
export const ApiScreen = part(async () => (await screens()).ApiScreen);
export const AuditScreen = part(async () => (await screens()).AuditScreen);
export const Forgot = part(async () => (await screens()).Forgot);
export const LogOutDialog = part(async () => (await screens()).LogOutDialog);
export const NewTask = part(async () => (await screens()).NewTask);
export const PassphraseScreen = part(async () => (await screens()).PassphraseScreen);
export const SettingsScreen = part(async () => (await screens()).SettingsScreen);

/** Comes by itself with the first toast, which is never the first thing on screen. */
export const Toaster = lazy<ToasterProps>(async () => (await import('@/components/ui/toaster')).Toaster);

/** Fetches them all. */
export function preloadParts(): void {
  void Promise.allSettled([gate(), flow(), screens(), Toaster.preload()]);
}
