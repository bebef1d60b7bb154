/** `npm run build`: builds the extension for real use. `TEZ_API_ID` and `TEZ_API_HASH` in the environment are built in. */
import { wrongNode } from './setup/node.mjs';

const problem = wrongNode(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  import('./setup/release.mjs').then((release) => release.main());
}
