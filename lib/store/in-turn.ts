/**
 * Runs pieces of work one after the other; one that fails does not stop the next. The background worker is the only
 * writer, so this is the whole of concurrency control.
 */
export function takingTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = queue.then(work, work);
    queue = done.catch(() => undefined);
    return done;
  };
}
