import { relative } from 'node:path';
import { builtInApi } from './api.mjs';
import { readArguments } from './arguments.mjs';
import { buildRelease, RELEASE_BUILD } from './build.mjs';
import { ensurePackages } from './packages.mjs';
import { runMain } from './problem.mjs';
import { ROOT } from './run.mjs';

const COMMAND = {
  name: 'npm run build',
  does: 'builds the extension for real use, with TEZ_API_ID and TEZ_API_HASH of the environment in it if they are set.',
  options: {},
};

/** Installs what is missing and builds the release extension. @param {string[]} args */
export function main(args) {
  return runMain(async () => {
    if (!readArguments(COMMAND, args)) return 0;
    builtInApi(process.env);
    await ensurePackages();
    await buildRelease();
    console.log(`The extension is in ${relative(ROOT, RELEASE_BUILD)}: load that folder in chrome://extensions.`);
    return 0;
  });
}
