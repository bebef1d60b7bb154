/** Timers that run when a test says so; promises settle in between. */
export function handTimers() {
  let timers: (() => void)[] = [];

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  return {
    settle,
    /** Sets a timer; the answer cancels it. */
    later(work: () => void): () => void {
      timers.push(work);
      return () => {
        timers = timers.filter((other) => other !== work);
      };
    },
    /** Runs the timers that are set now. */
    async tick(): Promise<void> {
      await settle();
      const due = timers;
      timers = [];
      for (const work of due) work();
      await settle();
    },
    /** How many timers are set. */
    waiting: () => timers.length,
  };
}
