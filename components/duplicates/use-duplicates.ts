import type { Ask } from '@/components/background/ask';
import { useLive } from '@/components/background/use-live';
import { compare, duplicates } from '@/lib/duplicates/contract';

/** As many as a person goes through in one sitting; those that follow come when these are decided. */
const MOST = 200;
const TOPICS = ['contacts', 'companies', 'distinct'];

/** Pairs to be decided. */
export const useDuplicates = (ask: Ask) => useLive(ask, duplicates, { limit: MOST }, TOPICS);

/** Two contacts beside each other. */
export const useComparison = (ask: Ask, a: string, b: string) => useLive(ask, compare, { a, b }, TOPICS);
