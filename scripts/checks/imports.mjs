/**
 * Checks who imports whom by `.dependency-cruiser.cjs`. Usage: `node scripts/checks/imports.mjs [--root FOLDER]`.
 * Exit code 1 when an import is forbidden, and also when nothing was read: a check of no modules says nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from '../setup/run.mjs';

const rootAt = process.argv.indexOf('--root');
const root = rootAt > 0 ? resolve(process.argv[rootAt + 1] ?? '') : ROOT;
const folders = ['entrypoints', 'components', 'lib', 'tests', 'scripts'].filter((name) => existsSync(join(root, name)));

const bin = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
const args = [bin, '--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json', ...folders];
const { stdout, stderr } = spawnSync(process.execPath, args, {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 256 * 1024 * 1024,
});

const result = folders.length > 0 ? parse(stdout) : { modules: [], summary: { violations: [] } };
if (!result) {
  console.error(stderr || stdout);
  console.error('dependency-cruiser gave no result.');
  process.exit(1);
}

/** @type {{ rule: { name: string }, from: string, to: string }[]} */
const violations = result.summary.violations;
for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} → ${to}`);
const read = result.modules.filter((/** @type {{ source: string }} */ { source }) =>
  folders.some((folder) => source.startsWith(`${folder}/`)),
).length;
if (read === 0) console.error('No modules were read: the check of imports says nothing.');
console.log(`${read} modules read, ${violations.length} forbidden imports.`);
process.exitCode = read === 0 || violations.length > 0 ? 1 : 0;

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
