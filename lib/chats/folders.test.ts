import { describe, expect, it } from 'vitest';
import type { ListedChat, TelegramFolder } from '@/lib/telegram/port/lists';
import { inFolder } from './folders';

const chat = (more: Partial<ListedChat> = {}): ListedChat => ({
  ...{ peer: 2, kind: 'user', title: 'Anna', hasPhoto: false },
  ...{ unread: 0, lastAt: 0, pinned: false, muted: false, archived: false, contact: true },
  ...more,
});
const folder = (more: Partial<TelegramFolder> = {}): TelegramFolder => ({
  ...{ id: 2, title: 'Clients', include: [], exclude: [] },
  ...{ contacts: false, nonContacts: false, groups: false, channels: false, bots: false },
  ...{ withoutMuted: false, withoutRead: false, withoutArchived: false },
  ...more,
});

describe('a folder', () => {
  it('shows the kinds it names', () => {
    const kinds = [
      ['contacts', chat()],
      ['nonContacts', chat({ contact: false })],
      ['groups', chat({ kind: 'group' })],
      ['groups', chat({ kind: 'supergroup' })],
      ['channels', chat({ kind: 'channel' })],
      ['bots', chat({ kind: 'bot' })],
    ] as const;
    for (const [rule, one] of kinds) {
      expect(inFolder(folder({ [rule]: true }), one)).toBe(true);
      expect(
        kinds.filter(([other]) => other !== rule).some(([other]) => inFolder(folder({ [other]: true }), one)),
      ).toBe(false);
    }
  });

  it('leaves out what it excludes, what is muted, read or archived', () => {
    const all = folder({ contacts: true, exclude: [3] });
    expect(inFolder(all, chat({ peer: 3 }))).toBe(false);
    expect(inFolder({ ...all, withoutMuted: true }, chat({ muted: true }))).toBe(false);
    expect(inFolder({ ...all, withoutRead: true }, chat())).toBe(false);
    expect(inFolder({ ...all, withoutRead: true }, chat({ unread: 1 }))).toBe(true);
    expect(inFolder({ ...all, withoutArchived: true }, chat({ archived: true }))).toBe(false);
  });

  it('always shows what it includes', () => {
    const rules = { withoutMuted: true, withoutRead: true, withoutArchived: true };
    expect(inFolder(folder({ ...rules, include: [2] }), chat({ muted: true, archived: true }))).toBe(true);
  });
});
