import { TezError } from '@/lib/limits/model';

/** The background answers within milliseconds: one that is silent for so long may have died with the question. */
const SILENCE_MS = 3_000;
/** A new worker is there soon after one that broke off. */
const SOON_MS = 300;
const TIMES = 5;

/**
 * Asks what may be asked twice (a question; a press that has a name) until an answer comes: again when the background
 * broke off, and beside the question that is open when it is silent. The first answer counts.
 * @throws TezError what the background decided; `internal` or `timeout` when nobody answered at all.
 */
export function askAgain<T>(work: () => Promise<T>, later: (work: () => void, ms: number) => () => void): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let asked = 0;
    let open = 0;
    let cancel = () => {};

    function wait(ms: number): void {
      cancel();
      if (asked < TIMES) cancel = later(put, ms);
    }

    function put(): void {
      asked += 1;
      open += 1;
      wait(SILENCE_MS);
      work().then(
        (answer) => {
          cancel();
          resolve(answer);
        },
        (error) => {
          open -= 1;
          const { kind } = TezError.from(error);
          const decided = kind !== 'internal' && kind !== 'timeout';
          if (decided) cancel();
          else wait(SOON_MS);
          if (decided || (open === 0 && asked === TIMES)) reject(error);
        },
      );
    }

    put();
  });
}
