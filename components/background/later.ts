/** Runs `work` in `ms` milliseconds; the answer cancels it. Models get it as a parameter, so that tests move time by hand. */
export function later(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}
