import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST, lengthOf } from '@/lib/outbox/text';
import { albumsOf, knownFile, messagesOf, uploadKindOf } from './library';
import type { TelegramFile } from './model';
import { makesAlbum } from './shipment';

const film = { mime: 'video/mp4', width: 640, height: 360, duration: 12 };
const SHAPES: Record<string, Partial<TelegramFile>> = {
  photo: {},
  document: { mime: 'application/pdf', name: 'a.pdf' },
  video: { ...film, name: 'a.mp4' },
  round: { ...film, width: 360 },
  voice: { mime: 'audio/ogg', duration: 3, waveform: [1, 2] },
  audio: { mime: 'audio/mpeg', duration: 200, title: 'Song', name: 'song.mp3' },
};

function made(shape: string, id: string): { file: TelegramFile; seenIn: { peer: number; id: number } } {
  const at = { dc: 2, id, accessHash: '1', reference: '' };
  const is = shape === 'photo' ? ('photo' as const) : ('document' as const);
  return {
    file: { at: { is, ...at }, size: 1, mime: 'image/jpeg', sizes: [], ...SHAPES[shape] },
    seenIn: { peer: 2, id: 3 },
  };
}

const files = fc
  .array(fc.constantFrom(...Object.keys(SHAPES)), { minLength: 1, maxLength: 10 })
  .map((shapes) => shapes.map((shape, n) => made(shape, `${n}`)));
const texts = fc.array(
  fc.integer({ min: 0, max: 2100 }).map((n) => ({ text: 'x'.repeat(n), entities: [] })),
  { maxLength: 3 },
);

describe('files of the library', () => {
  it('go with their words: nothing is left out, doubled or mixed', () => {
    fc.assert(
      fc.property(files, texts, fc.constantFrom(LONGEST.caption, LONGEST.premiumCaption), (chosen, words, longest) => {
        const messages = messagesOf(chosen, words, longest);
        const sent = messages.flatMap((it) => (it.is === 'album' ? it.files : it.is === 'file' ? [it] : []));
        const ids = sent.map((it) => (it.is === 'file' ? it.file.at.id : ''));
        expect([...ids].sort()).toEqual(chosen.map(({ file }) => file.at.id).sort());
        for (const message of messages) {
          if (message.is !== 'album') continue;
          const kinds = message.files.map((it) => (it.is === 'file' ? uploadKindOf(it.file).is : 'document'));
          expect(makesAlbum(kinds)).toBe(true);
          expect(message.files.length).toBeLessThanOrEqual(10);
        }
        const before = messages.flatMap((it) => (it.is === 'text' ? [it.text] : []));
        const captions = sent.map(({ text }) => text).filter((text) => text !== '');
        expect([...before, ...captions]).toEqual(words.map(({ text }) => text).filter((text) => text !== ''));
        expect(captions.every((text) => lengthOf(text) <= longest)).toBe(true);
        // Words come first, and stand under the first file.
        expect(messages.slice(0, before.length).every(({ is }) => is === 'text')).toBe(true);
        expect(sent.slice(1).every(({ text }) => text === '')).toBe(true);
      }),
    );
  });

  it('make albums of those that Telegram puts together, in the order of the first of each', () => {
    const shapes = ['document', 'photo', 'voice', 'video', 'document', 'round', 'audio'];
    const albums = albumsOf(shapes, (shape) => made(shape, '1').file);
    expect(albums).toEqual([['document', 'document'], ['photo', 'video'], ['voice'], ['round'], ['audio']]);
  });

  it('are uploaded again as what they were', () => {
    const kinds = Object.keys(SHAPES).map((shape) => uploadKindOf(made(shape, '1').file).is);
    expect(kinds).toEqual(['photo', 'document', 'video', 'video', 'voice', 'audio']);
    expect(uploadKindOf({ ...made('document', '1').file, mime: 'image/png' })).toEqual({ is: 'document' });
  });

  it('are sent by what Telegram has now', () => {
    const { file } = made('document', '1');
    const other = made('document', '2').file;
    const stored = { file, seenIn: { peer: 2, message: 3 } };
    expect(knownFile(stored)).toEqual({ file, seenIn: { peer: 2, id: 3 } });
    const renewed = { file: other, seenIn: { peer: 5, message: 6 } };
    expect(knownFile({ ...stored, renewed })).toEqual({ file: other, seenIn: { peer: 5, id: 6 } });
  });
});
