/** `npm run bench`: how fast and how small, against a peer in the same run. `-- --json FILE` writes the rows, `--only NAME` runs one. */
import { register } from 'tsx/esm/api';

register();
await import('../tests/bench/main.ts');
