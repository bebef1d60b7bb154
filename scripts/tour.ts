/**
 * The main job from end to end, headless: sign in, open a chat, make and move its deal, be told of a reply. Each step
 * prints one line and writes a numbered screenshot to `tour/`. Exit code 1 when a step failed.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { scenarioFile } from '../tests/e2e/fixture/scenario';
import { Tez } from '../tests/e2e/fixture/tez';
import { startTelegram } from '../tests/telegram';
import { inOneLine } from './one-line';
import { heedSignals, interrupted, untilInterrupted } from './setup/interruption.mjs';
import { tourSteps } from './tour-steps';

const FOLDER = fileURLToPath(new URL('../tour', import.meta.url));
/** Where the pictures are written until the run is over. */
const UNFINISHED = fileURLToPath(new URL('../.cache/tour', import.meta.url));

heedSignals();
const { values } = parseArgs({ options: { client: { type: 'string' }, port: { type: 'string' } } });
const client = values.client === 'k' ? 'k' : 'a';

const done = await Promise.race([
  tour(client, Number(values.port ?? 0)).catch((error) => {
    console.error(`The tour could not go on. ${inOneLine(error)}`);
    return false;
  }),
  untilInterrupted(),
]);
rmSync(UNFINISHED, { recursive: true, force: true });
if (interrupted()) console.error('The tour was interrupted; tour/ is as it was before.');
// Takes along a browser that is still open.
process.exit(interrupted() ?? (done ? 0 : 1));

/** Whether every step went well. */
async function tour(client: 'a' | 'k', port: number): Promise<boolean> {
  rmSync(UNFINISHED, { recursive: true, force: true });
  mkdirSync(UNFINISHED, { recursive: true });
  const telegram = await startTelegram({ scenario: scenarioFile('demo'), port });
  const tez = await Tez.start({ port: telegram.port, headless: true, viewport: { width: 1440, height: 900 } });
  const started = Date.now();
  const failed = await failingStep(tez, tourSteps({ tez, telegram, client }));
  await tez.end();
  await telegram.close();
  if (interrupted()) return false;

  const before = join(dirname(UNFINISHED), 'tour-before');
  rmSync(before, { recursive: true, force: true });
  if (existsSync(FOLDER)) renameSync(FOLDER, before);
  renameSync(UNFINISHED, FOLDER);
  rmSync(before, { recursive: true, force: true });
  if (failed) {
    console.error(
      `The tour ended at step ${failed}; tour/ has its pictures up to there and what the tabs showed then.`,
    );
  } else {
    console.log(`The tour took ${Math.round((Date.now() - started) / 1000)} s; its pictures are in tour/.`);
  }
  return !failed;
}

/** Takes the steps one after the other. Resolves to the number of the one that failed; null when none did. */
async function failingStep(tez: Tez, steps: ReturnType<typeof tourSteps>): Promise<string | null> {
  for (const [index, { name, run }] of steps.entries()) {
    const place = String(index + 1).padStart(2, '0');
    try {
      const { page, says } = await run();
      await shoot(page, `${place}-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.png`);
      console.log(`✓ ${place} ${name}${says ? `: ${says}` : ''}`);
    } catch (error) {
      if (interrupted()) return place;
      console.error(`✗ ${place} ${name}: ${inOneLine(error)}`);
      for (const [tab, page] of tez.context.pages().entries()) {
        await shoot(page, `${place}-failed-tab-${tab + 1}.png`).catch(() => undefined);
      }
      return place;
    }
  }
  return null;
}

/** Waits for fonts and moving parts, so that a picture shows what a person would see. */
async function shoot(page: Page, file: string): Promise<void> {
  await page.screenshot({ path: join(UNFINISHED, file), animations: 'disabled', timeout: 60_000 });
}
