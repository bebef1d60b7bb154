/** Trouble in the stream of updates: what a session is told is lost, comes twice, or comes after what happened later. */
import type { tl } from '@mtcute/tl';
import { push } from './core';
import type { Session } from './mtproto/session';
import type { Account } from './world/types';

export type Trouble = 'lose' | 'double' | 'hold';

interface Armed {
  what: Trouble;
  /** How many updates still. */
  times: number;
  account?: Account;
}

export class Disturbances {
  #armed: Armed[] = [];
  /** What was held back, to follow the next update of its session. */
  readonly #held = new Map<Session, tl.TypeUpdates[]>();

  arm(armed: Armed): void {
    this.#armed.push(armed);
  }

  /** Pushes an update to a session, or what is armed for it. */
  push(account: Account, session: Session, updates: tl.TypeUpdates): void {
    switch (this.#next(account)) {
      case 'lose':
        return;
      case 'hold':
        this.#held.set(session, [...(this.#held.get(session) ?? []), updates]);
        return;
      case 'double':
        push(session, updates);
        push(session, updates);
        break;
      default:
        push(session, updates);
    }
    this.#release(session);
  }

  /** Nothing is armed any more; what was held back is said now. */
  calm(): void {
    this.#armed = [];
    for (const session of [...this.#held.keys()]) this.#release(session);
  }

  #release(session: Session): void {
    const held = this.#held.get(session) ?? [];
    this.#held.delete(session);
    for (const updates of held) if (session.connection) push(session, updates);
  }

  #next(account: Account): Trouble | undefined {
    const armed = this.#armed.find((one) => one.account === undefined || one.account === account);
    if (!armed) return undefined;
    armed.times--;
    if (armed.times <= 0) this.#armed.splice(this.#armed.indexOf(armed), 1);
    return armed.what;
  }
}
