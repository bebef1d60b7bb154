import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { builtInApi } from '../setup/api.mjs';
import { readArguments } from '../setup/arguments.mjs';
import { buildLocal, buildRelease, prepareTypes } from '../setup/build.mjs';
import { interrupted } from '../setup/interruption.mjs';
import { runMain } from '../setup/problem.mjs';
import { ROOT, run, runBin } from '../setup/run.mjs';
import { setUp } from '../setup/setup.mjs';
import { inWorkFolder } from '../setup/work-folder.mjs';
import { countPlaywright, countRunner, countVitest, sum } from './count.mjs';

/** @typedef {import('./count.mjs').Count} Count */

const REPORTS = join(ROOT, '.cache', 'test');
/** Longer than any runner takes; one that hangs is killed and counted as failed. */
const MINUTES = 45;

const COMMAND = {
  name: 'npm test',
  does: 'runs every check and test; npm run unit and npm run e2e run some of them.',
  options: {},
};

/** Runs everything, prints the sum as the last line. Exit code 1 when anything failed. @param {string[]} args */
export function main(args) {
  return runMain(async () => {
    if (!readArguments(COMMAND, args)) return 0;
    /** @type {{ name: string, count: Count }[]} */
    const results = [];
    const step = async (/** @type {string} */ name, /** @type {() => Promise<Count>} */ work) => {
      if (interrupted()) return false;
      console.log(`\n── ${name}`);
      const started = Date.now();
      const count = await work().catch((error) => {
        console.error(error instanceof Error ? error.message : error);
        return { passed: 0, failed: 1 };
      });
      results.push({ name, count });
      console.log(`── ${name}: ${say(count)} (${Math.round((Date.now() - started) / 1000)} s)`);
      return count.failed === 0;
    };

    let chromium = '';
    const ready = await step('set-up', async () => {
      builtInApi(process.env);
      chromium = (await setUp()).chromium;
      await prepareTypes();
      return { passed: 1, failed: 0 };
    });
    if (ready) {
      await step('release build', () => passes(buildRelease));
      await step('local build', () => passes(buildLocal));
      await step('types', () => check('tsc', ['--noEmit']));
      await step('lint', () => check('biome', ['check', '.']));
      await step('imports', () => check(process.execPath, ['scripts/checks/imports.mjs']));
      await step('unused code', () => check('knip', []));
      await step('sizes', () => check('size-limit', []));
      await inWorkFolder(async () => {
        await step('unit, contract and architecture tests', vitest);
        await step('stories in Chromium', () => playwright(chromium));
      });
    }

    const total = sum(results.map((result) => result.count));
    console.log('');
    for (const { name, count } of results) if (count.failed > 0) console.log(`FAILED ${name}: ${say(count)}`);
    if (interrupted()) console.log('Interrupted: not everything was run, and what was cut short counts as failed.');
    console.log(say(total));
    return interrupted() ?? (total.failed === 0 ? 0 : 1);
  });
}

/** @param {Count} count */
function say(count) {
  return `${count.passed} passed, ${count.failed} failed`;
}

/** @param {() => Promise<void>} work @returns {Promise<Count>} */
async function passes(work) {
  await work();
  return { passed: 1, failed: 0 };
}

/** A program that says by its exit code whether all is well counts as one test. @param {string} program @param {string[]} args */
async function check(program, args) {
  const start = program === process.execPath ? run : runBin;
  const { code } = await start(program, args, { minutes: MINUTES });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function vitest() {
  const file = freshReport('vitest.json');
  const { code } = await runBin(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { minutes: MINUTES, env: { TEZ_BUILT: '1' } },
  );
  return countRunner(code, readReport(file, countVitest));
}

/** @param {string} chromium */
async function playwright(chromium) {
  const file = freshReport('playwright.json');
  const { code } = await runBin('playwright', ['test', '--reporter=list,json'], {
    minutes: MINUTES,
    env: { TEZ_CHROMIUM: chromium, TEZ_BUILT: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  return countRunner(code, readReport(file, countPlaywright));
}

/** A path with no report of an earlier run on it. @param {string} name */
function freshReport(name) {
  mkdirSync(REPORTS, { recursive: true });
  const file = join(REPORTS, name);
  rmSync(file, { force: true });
  return file;
}

/**
 * The counts of a report; null when there is no readable one.
 *
 * @template Report
 * @param {string} file
 * @param {(report: Report) => Count} count
 * @returns {Count | null}
 */
function readReport(file, count) {
  if (!existsSync(file)) return null;
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
