import { describe, expect, it } from 'vitest';
import {
  begunAnew,
  bytesGiven,
  checkFile,
  contentsOf,
  LARGEST_PHOTO,
  lackingParts,
  makesAlbum,
  outboxKey,
  type Shipment,
} from './shipment';
import { PART_BYTES } from './stored';

const shipment: Shipment = {
  ...{ id: 'press-one', chat: { account: 1, peer: 2 }, caption: { text: 'Here', entities: [] }, album: false },
  ...{ silent: false, state: 'handed', createdAt: 0, handed: 0 },
  files: [
    {
      name: 'a.zip',
      mime: 'application/zip',
      size: 3 * PART_BYTES + 1,
      as: { is: 'document' },
      fileId: '1',
      given: [0, 3],
    },
    { name: 'b.jpg', mime: 'image/jpeg', size: 5, as: { is: 'photo' }, fileId: '2', given: [0] },
  ],
};

describe('a shipment', () => {
  it('knows what Telegram has of it', () => {
    expect(bytesGiven(shipment)).toBe(PART_BYTES + 1 + 5);
    expect(shipment.files.map(lackingParts)).toEqual([[1, 2], []]);
  });

  it('has its words under the first file, and as many parts as Telegram was given', () => {
    expect(contentsOf(shipment)).toEqual([
      expect.objectContaining({ text: 'Here', upload: expect.objectContaining({ parts: 4, big: false }) }),
      expect.objectContaining({ text: '', upload: expect.objectContaining({ parts: 1 }) }),
    ]);
  });

  it('is begun anew under other numbers and another key, so that nothing of the lost one counts', () => {
    let next = 10;
    const again = begunAnew(shipment, () => String(next++));
    expect(again.files.map(({ fileId, given }) => [fileId, given])).toEqual([
      ['10', []],
      ['11', []],
    ]);
    expect([outboxKey(shipment), outboxKey(again)]).toEqual(['press-one', 'press-one_1']);
    expect(again.state).toBe('waiting');
  });
});

it('is refused before anything is read where Telegram would not take it', () => {
  const kind = (size: number, is: 'photo' | 'document', limit = 100 * LARGEST_PHOTO) => {
    try {
      checkFile({ size, as: { is } }, limit);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(kind(0, 'document')).toBe('fileEmpty');
  expect(kind(11, 'document', 10)).toBe('fileTooBig');
  expect(kind(10, 'document', 10)).toBeNull();
  expect(kind(LARGEST_PHOTO + 1, 'photo')).toBe('fileTooBig');
});

it('goes as an album only where Telegram makes one of it', () => {
  expect(makesAlbum(['photo', 'video'])).toBe(true);
  expect(makesAlbum(['document', 'document'])).toBe(true);
  expect(makesAlbum(['photo'])).toBe(false);
  expect(makesAlbum(['photo', 'document'])).toBe(false);
  expect(makesAlbum(['voice', 'voice'])).toBe(false);
});
