/** A video that plays: three seconds of boxes on a quay, without sound. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FileContent } from '../world/media';
import { bytesContent, padded } from './bytes';

const clip = readFileSync(fileURLToPath(new URL('./clip.mp4', import.meta.url)));
/** A box of MP4 that players skip: its length, and its name. */
const FREE = 8;

/** @param size bytes; the clip itself where it is longer */
export function madeVideo(size = 0): FileContent {
  if (size < clip.length + FREE) return bytesContent(clip);
  const box = Buffer.alloc(FREE);
  box.writeUInt32BE(size - clip.length, 0);
  box.write('free', 4, 'latin1');
  return padded(bytesContent(Buffer.concat([clip, box])), size);
}
