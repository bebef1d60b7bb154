/** `npm run faults`: trouble of every kind, counted. `-- --json FILE` writes the rows, `--only NAME` runs one fault. */
import { register } from 'tsx/esm/api';

register();
await import('../tests/faults/main.ts');
