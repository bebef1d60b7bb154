/** `npm run faults -- [--json FILE] [--only NAME] [--runs N] [--seed N]`, started by scripts/faults.mjs. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FAULTS, type FaultResult } from './registry';

/** Between two lines that say how far it is, ms. */
const PATIENCE = 10_000;

async function measure(fault: (typeof FAULTS)[number], runs: number, seed: number): Promise<FaultResult> {
  const begun = Date.now();
  let told = begun;
  const onProgress = (done: number, bad: number): void => {
    if (Date.now() - told < PATIENCE) return;
    told = Date.now();
    console.error(`${fault.name}: ${done} of ${runs}, ${bad} bad, ${Math.round((told - begun) / 1000)} s`);
  };
  const { bad, note } = await fault.run({ runs, seed, onProgress });
  return { name: fault.name, runs, bad, seed, seconds: Math.round((Date.now() - begun) / 1000), note };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      only: { type: 'string' },
      runs: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  const chosen = FAULTS.filter(({ name }) => values.only === undefined || name === values.only);
  if (chosen.length === 0) {
    throw new Error(
      `There is no fault called "${values.only}"; there are ${FAULTS.map(({ name }) => name).join(', ')}.`,
    );
  }
  const results: FaultResult[] = [];
  for (const fault of chosen) {
    const result = await measure(fault, Number(values.runs ?? fault.runs), Number(values.seed));
    results.push(result);
    console.log(`${result.name}: ${result.runs} runs, ${result.bad} bad, seed ${result.seed}, ${result.seconds} s`);
    if (result.bad > 0) console.log(result.note);
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  process.exitCode = results.some(({ bad }) => bad > 0) ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
