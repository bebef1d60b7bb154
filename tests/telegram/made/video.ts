import type { FileContent } from '../world/media';
import { seededContent } from './bytes';

export function madeVideo(): FileContent {
  return seededContent(5, 40_000);
}
