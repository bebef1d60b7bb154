import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from './problem.mjs';
import { ROOT, run } from './run.mjs';

/**
 * Whether a lockfile's packages are all installed, by npm's own record of what it put into `node_modules`. Optional
 * packages (other platforms' binaries) may be absent, a wrong version may not.
 *
 * @param {any} wanted package-lock.json
 * @param {any} installed node_modules/.package-lock.json, or null where there is none
 */
export function packagesMatch(wanted, installed) {
  if (!installed) return false;
  return Object.entries(wanted.packages ?? {}).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const found = installed.packages?.[path];
    return found ? found.version === entry.version : entry.optional;
  });
}

/** Installs the pinned packages when some are missing or the lockfile changed. Throws a SetupProblem when npm fails. */
export async function ensurePackages() {
  const read = (/** @type {string} */ path) =>
    existsSync(join(ROOT, path)) ? JSON.parse(readFileSync(join(ROOT, path), 'utf8')) : null;
  if (packagesMatch(read('package-lock.json'), read('node_modules/.package-lock.json'))) return;
  console.log('Installing packages (npm ci)…');
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund']);
  if (code !== 0) {
    throw new SetupProblem('The packages could not be installed: see what npm ci says above and run it again.');
  }
}
