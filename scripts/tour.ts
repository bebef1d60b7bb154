/**
 * The main job from end to end, headless: sign in, open a chat, make and move its deal, be told of a reply. Each step
 * prints one line and writes a numbered screenshot to `tour/`. Exit code 1 when a step failed.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { scenarioFile } from '../tests/e2e/fixture/scenario';
import { Tez } from '../tests/e2e/fixture/tez';
import { startTelegram } from '../tests/telegram';
import { tourSteps } from './tour-steps';

const FOLDER = fileURLToPath(new URL('../tour/', import.meta.url));

const { values } = parseArgs({ options: { client: { type: 'string' }, port: { type: 'string' } } });
const client = values.client === 'k' ? 'k' : 'a';

const telegram = await startTelegram({ scenario: scenarioFile('demo'), port: Number(values.port ?? 0) });
const tez = await Tez.start({ port: telegram.port, headless: true, viewport: { width: 1440, height: 900 } });
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });

let failed = false;
const started = Date.now();
for (const [index, { name, run }] of tourSteps({ tez, telegram, client }).entries()) {
  const place = `${String(index + 1).padStart(2, '0')}`;
  try {
    const { page, says } = await run();
    await shoot(page, `${place}-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.png`);
    console.log(`✓ ${place} ${name}${says ? `: ${says}` : ''}`);
  } catch (error) {
    failed = true;
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    console.error(`✗ ${place} ${name}: ${why}`);
    for (const [tab, page] of tez.context.pages().entries()) {
      await shoot(page, `${place}-failed-tab-${tab + 1}.png`).catch(() => undefined);
    }
    break;
  }
}
await tez.end();
await telegram.close();
if (!failed) console.log(`The tour took ${Math.round((Date.now() - started) / 1000)} s; its screenshots are in tour/.`);
process.exitCode = failed ? 1 : 0;

/** Waits for fonts and moving parts, so that a picture shows what a person would see. */
async function shoot(page: Page, file: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, file), animations: 'disabled', timeout: 15_000 });
}
