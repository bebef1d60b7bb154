/** Web K's ids: channels lose their -100, and a channel's messages and topics count from 2^32. */
const CHANNEL = 1_000_000_000_000;
const OFFSET = 2 ** 32;

export function toK(marked: number): number {
  return marked < -CHANNEL ? marked + CHANNEL : marked;
}

function isChannel(marked: number): boolean {
  return marked < -CHANNEL;
}

/** A message's or topic's id as K writes it in a chat. */
export function midK(marked: number, id: number): number {
  return isChannel(marked) ? OFFSET + id : id;
}

export function topicOfK(thread: number): number {
  return thread - OFFSET;
}
