/** `npm test`: sets up, builds and runs every check and test; the last line is `N passed, N failed` over all of them. */
import { wrongNode } from './setup/node.mjs';

const problem = wrongNode(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  import('./checks/all.mjs').then((all) => all.main());
}
