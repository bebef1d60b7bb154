import type { Settings } from '@/lib/settings/model';

export interface TellSituation {
  settings: Settings['notifications'];
  /** The message's chat is on screen in a visible Telegram tab. */
  chatOpen: boolean;
  telegramTabOpen: boolean;
  now: number;
}

/**
 * Whether a message that is due is told. A dropped one is never told later: the person has it before their eyes, or
 * asked for silence.
 */
export function shouldTell({ settings, chatOpen, telegramTabOpen, now }: TellSituation): boolean {
  if (!settings.replies || now < settings.pausedUntil) return false;
  if (chatOpen) return false;
  return !(settings.telegramWebNotifies && telegramTabOpen);
}

/** Longest text a notification shows; browsers cut it anywhere between 100 and 250. */
const SHOWN_LENGTH = 180;

export function shortText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= SHOWN_LENGTH ? line : `${line.slice(0, SHOWN_LENGTH - 1).trimEnd()}…`;
}
