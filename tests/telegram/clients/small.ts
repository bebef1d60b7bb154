/** The small scenario and its people, for the server's own tests. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SMALL = join(fileURLToPath(new URL('.', import.meta.url)), '..', 'scenarios', 'small.json');

export const PHONES = {
  /** No password, data centre 2. */
  mikhail: '+49 151 23456789',
  /** Password "correct horse". */
  vera: '+46 70 5550103',
  /** On data centre 4. */
  pavel: '+420 601 555 010',
};
