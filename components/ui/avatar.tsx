import { useEffect, useState } from 'preact/hooks';
import { cx } from './class-names';
import { Icon } from './icon';
import type { IconDrawing } from './icons';

export interface AvatarProps {
  /** Telegram's marked id; it picks the colour. 0 or a CRM record without Telegram: pass any stable number. */
  peer: number;
  name: string;
  /** URL (data: or blob:) of the photo. Without one, or when it does not load: initials. */
  photo?: string | null;
  size?: 20 | 24 | 28 | 32 | 36 | 40 | 48 | 56 | 72;
  /** Rounded square: groups, companies, topics. */
  square?: boolean;
  /** Instead of initials: Saved Messages, a bot. */
  icon?: IconDrawing;
}

const CHANNEL_MARK = 1_000_000_000_000;

/**
 * Which of Telegram's seven gradients a peer has: its bare id modulo 7, as both web clients do.
 * https://core.telegram.org/api/colors (accounts without a chosen colour)
 */
export function peerColor(peer: number): number {
  const bare = peer < -CHANNEL_MARK ? -peer - CHANNEL_MARK : Math.abs(peer);
  return bare % 7;
}

/** Up to two letters: of the first and the last word that begins with a letter or digit. */
export function initials(name: string): string {
  const letters = name
    .split(/\s+/)
    .map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '')
    .filter(Boolean);
  const first = letters[0] ?? '';
  const last = letters.length > 1 ? (letters[letters.length - 1] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/** A decoration beside a name: hidden from assistive tools. */
export function Avatar({ peer, name, photo, size = 40, square, icon }: AvatarProps) {
  const [broken, setBroken] = useState(false);
  useEffect(() => setBroken(false), [photo]);
  const color = peerColor(peer);
  return (
    <span
      aria-hidden="true"
      class={cx('tz-avatar', square && 'is-square')}
      style={{ '--size': `${size}px`, '--from': `var(--peer-${color}-a)`, '--to': `var(--peer-${color}-z)` }}
    >
      {photo && !broken ? (
        <img src={photo} alt="" draggable={false} onError={() => setBroken(true)} />
      ) : icon ? (
        <Icon of={icon} size={size >= 48 ? 24 : size >= 32 ? 18 : 14} />
      ) : (
        initials(name)
      )}
    </span>
  );
}
