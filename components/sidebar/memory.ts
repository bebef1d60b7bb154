/**
 * What a person left half done, kept while the sidebar lives: switching to another chat and back must not lose a typed
 * note. Never stored anywhere.
 */
export interface ChatMemory {
  note?: string;
  task?: string;
  /** Which of several deals was looked at. */
  deal?: string;
  /** The last message that was asked for in the page: which wish was seen to. */
  picked?: number;
}

const KEPT = 200;
const memories = new Map<string, ChatMemory>();

/** The memory of a chat, by its key. Written to directly. */
export function memoryOf(key: string): ChatMemory {
  const memory = memories.get(key) ?? {};
  memories.delete(key);
  memories.set(key, memory);
  for (const [oldest] of memories) {
    if (memories.size <= KEPT) break;
    memories.delete(oldest);
  }
  return memory;
}

/** Forgets everything: the vault was locked. */
export function forgetMemories(): void {
  memories.clear();
}
