import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Node and browsers look for the folder of temporary files. */
const VARIABLES = process.platform === 'win32' ? ['TEMP', 'TMP'] : ['TMPDIR'];

/**
 * Does something that makes temporary files (browser profiles, copies of the extension, scenarios) in a folder of its own,
 * which is removed afterwards: also when it failed, was interrupted, or a program of it was killed.
 *
 * @template Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function inWorkFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'tez-'));
  for (const name of VARIABLES) process.env[name] = folder;
  try {
    return await work();
  } finally {
    // A browser that was killed may still be writing.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }).catch(() =>
      console.error(`Temporary files are left in ${folder}; you may delete them.`),
    );
  }
}
