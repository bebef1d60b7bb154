import type { Records } from '@/lib/store/records';

/** The API id in use: the builder's, or the user's own. */
export interface ApiStore {
  get(): Promise<{ id: number; hash: string; own: boolean } | null>;
  set(api: { id: number; hash: string }): Promise<void>;
}

export function apiStore(records: Records, builtIn: { id: number; hash: string } | null): ApiStore {
  return {
    async get() {
      const own = await records.get<{ id: number; hash: string }>('signIn', 'api');
      if (own) return { ...own, own: true };
      return builtIn && { ...builtIn, own: false };
    },
    async set(api) {
      const row = await records.db.sealed('signIn').get('api');
      await records.db.sealed('signIn').put(await records.sealed('signIn', 'api', (row?.v ?? 0) + 1, api));
    },
  };
}
