import type { Ask } from '@/components/background/ask';
import type { Acts } from './acts';
import type { CardStore } from './card-store';

/** Does something: `act((acts) => acts.moveDeal(…))`. */
export type Act = <T>(run: (acts: Acts) => Promise<T>) => Promise<T>;

/** The acts, whose code is not part of the first drawing: it follows right after it. */
export function lateActs(ask: Ask, cards: CardStore): Act {
  const loading = import('./acts').then(({ Acts: Made }) => new Made(ask, cards, Date.now));
  return async (run) => run(await loading);
}
