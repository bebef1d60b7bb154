import type { ICorePlatform } from '@mtcute/core';

/**
 * What mtcute asks of its surroundings, for a service worker and for Node. Nothing is logged: mtcute's messages may
 * carry customers' words. Leaving needs no hook, since everything that matters is stored as it happens.
 */
export const platform: ICorePlatform = {
  beforeExit: () => () => {},
  log: () => {},
  getDefaultLogLevel: () => 0,
  getDeviceModel: () => 'Tez CRM',
  isOnline: () => online(),
  onNetworkChanged: (changed) => {
    const tell = () => changed(online());
    globalThis.addEventListener?.('online', tell);
    globalThis.addEventListener?.('offline', tell);
    return () => {
      globalThis.removeEventListener?.('online', tell);
      globalThis.removeEventListener?.('offline', tell);
    };
  },
};

function online(): boolean {
  return typeof navigator === 'undefined' || navigator.onLine !== false;
}
