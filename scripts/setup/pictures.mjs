import { readArguments } from './arguments.mjs';
import { buildLocal } from './build.mjs';
import { runMain } from './problem.mjs';
import { runHere } from './run.mjs';
import { setUp } from './setup.mjs';
import { inWorkFolder } from './work-folder.mjs';

const COMMAND = {
  name: 'npm run pictures',
  does: "writes the README's pictures to docs/ from a real run of Tez on a local Telegram.",
  options: {},
};

/** Sets up, builds, and takes the pictures. @param {string[]} args */
export function main(args) {
  return runMain(async () => {
    if (!readArguments(COMMAND, args)) return 0;
    const { chromium } = await setUp();
    await buildLocal();
    return inWorkFolder(() => runHere('scripts/pictures.ts', [], { TEZ_CHROMIUM: chromium }));
  });
}
