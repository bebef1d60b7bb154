import { tourSteps } from '../../scripts/tour-steps';
import { test } from './fixture';

// What `npm start` drives where there is no display.
test.use({ scenario: 'demo', viewport: { width: 1440, height: 900 } });

for (const client of ['a', 'k'] as const) {
  test(`Web ${client.toUpperCase()}: the tour of npm start`, async ({ tez, telegram }) => {
    test.setTimeout(150_000);
    for (const { name, run } of tourSteps({ tez, telegram, client })) await test.step(name, run);
  });
}
