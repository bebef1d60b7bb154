import { askAgain } from '@/components/background/ask-again';
import { TezError } from '@/lib/limits/model';

export interface PressDeps {
  /** A name for one press of a button. */
  newKey: () => string;
  /** Runs `work` in `ms`; the answer cancels it. */
  later: (work: () => void, ms: number) => () => void;
}

/** Presses of buttons that must count once, however often the background has to be told of them. */
export class Presses {
  /** The press that was not answered, by what it asked for. */
  #unanswered: { what: string; key: string } | null = null;

  constructor(private readonly deps: PressDeps) {}

  /**
   * Gives a press its name, and gives it again with the same name where no answer came: a worker may be killed between
   * a press and its answer. `what` tells presses apart: the next one that asks for the same as one never answered has
   * its name.
   * @throws TezError
   */
  async give(work: (key: string) => Promise<unknown>, what?: string): Promise<void> {
    const again = what !== undefined && this.#unanswered?.what === what ? this.#unanswered.key : null;
    const key = again ?? this.deps.newKey();
    this.#unanswered = null;
    try {
      await askAgain(() => work(key), this.deps.later);
    } catch (error) {
      const { kind } = TezError.from(error);
      if (what !== undefined && (kind === 'internal' || kind === 'timeout')) this.#unanswered = { what, key };
      throw error;
    }
  }
}
