import { ensureChromium } from './chromium.mjs';
import { ensurePackages } from './packages.mjs';

/**
 * What both commands need before anything else: a browser and the pinned packages. The browser comes first, because where
 * it is missing nothing has been written yet. Throws a SetupProblem with what to do.
 *
 * @returns {Promise<{ chromium: string }>} the browser's path
 */
export async function setUp() {
  const chromium = await ensureChromium();
  await ensurePackages();
  return { chromium };
}
