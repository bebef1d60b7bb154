/** Bytes that the browser still lets us store: what is free on the disk, or a quota where it set one. */
export async function room(): Promise<number> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return quota - usage;
}
