/** `npm run bench -- [--json FILE] [--only NAME] [--quick]`, started by scripts/bench.mjs. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BENCHES, type BenchResult } from './registry';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const { only, quick } = values;
  const chosen = BENCHES.filter(({ names }) => only === undefined || names.includes(only));
  if (chosen.length === 0) {
    throw new Error(
      `There is no bench called "${only}"; there are ${BENCHES.flatMap(({ names }) => names).join(', ')}.`,
    );
  }
  const results: BenchResult[] = [];
  for (const bench of chosen) {
    const rows = await bench.run({ quick, onProgress: (line) => console.error(line) });
    results.push(...rows.filter(({ name }) => only === undefined || name === only));
  }
  for (const row of results) console.log(inWords(row));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
}

function inWords({ name, against, ratio, low, high, better, floor, aim, unit, value, n, load }: BenchResult): string {
  const sign = better === 'higher' ? '≥' : '≤';
  const figures = `${value} ${unit}, ${ratio}× (${low} to ${high}, ${n} pairs) of ${against}`;
  return `${name}: ${figures}; floor ${sign} ${floor}×, aim ${sign} ${aim}×; load ${load}`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
