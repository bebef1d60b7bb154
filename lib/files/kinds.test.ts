import { describe, expect, it } from 'vitest';
import type { Message } from '@/lib/messages/model';
import { FILE_KINDS, isOfKind, linksIn, previewOf } from './kinds';
import type { TelegramFile } from './model';

const file: TelegramFile = {
  ...{ at: { is: 'document', dc: 2, id: '7', accessHash: '1', reference: '' }, size: 1, mime: 'x/y', sizes: [] },
};

function message(more: Partial<Message>): Message {
  return {
    ...{ id: 1, peer: 2, out: false, date: 0, text: '', kind: 'text', mentioned: false, silent: false },
    ...more,
  };
}

describe('kinds', () => {
  it('put each message into one list, and its links into another', () => {
    const lists = (more: Partial<Message>) => FILE_KINDS.filter((kind) => isOfKind(message(more), kind));
    const media = { is: 'file' as const, file };
    expect(lists({ kind: 'photo', media })).toEqual(['photo']);
    expect(lists({ kind: 'round', media })).toEqual(['voice']);
    expect(lists({ kind: 'audio', media, text: 'a.de', entities: [{ is: 'url', at: 0, length: 4 }] })).toEqual([
      'file',
      'link',
    ]);
    expect(lists({ kind: 'sticker', media })).toEqual([]);
    expect(lists({ kind: 'photo', media, fleeting: true })).toEqual([]);
    expect(lists({ kind: 'photo' })).toEqual([]);
  });

  it('find each address once, as a browser opens it', () => {
    const text = 'See example.com/a, https://example.com/a/ and this';
    const found = linksIn(
      message({
        text,
        entities: [
          { is: 'url', at: 4, length: 13 },
          { is: 'url', at: 19, length: 22 },
          { is: 'link', at: 46, length: 4, url: 'javascript:alert(1)' },
        ],
        media: { is: 'page', url: 'https://other.example/' },
      }),
    );
    expect(found).toEqual(['https://example.com/a', 'https://other.example/']);
  });
});

it('shows only what cannot run', () => {
  expect(['image/png', 'video/mp4', 'audio/ogg', 'application/pdf'].map(previewOf)).toEqual([
    'image',
    'video',
    'audio',
    'pdf',
  ]);
  expect(['image/svg+xml', 'text/html', 'application/xhtml+xml', 'text/xml', ''].map(previewOf)).toEqual(
    Array(5).fill(null),
  );
});
