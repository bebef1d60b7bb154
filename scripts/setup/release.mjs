import { relative } from 'node:path';
import { builtInApi } from './api.mjs';
import { buildRelease, RELEASE_BUILD } from './build.mjs';
import { ensurePackages } from './packages.mjs';
import { runMain } from './problem.mjs';
import { ROOT } from './run.mjs';

/** Installs what is missing and builds the release extension. */
export function main() {
  return runMain(async () => {
    builtInApi(process.env);
    await ensurePackages();
    await buildRelease();
    console.log(`The extension is in ${relative(ROOT, RELEASE_BUILD)}: load that folder in chrome://extensions.`);
    return 0;
  });
}
