import { heedSignals, interrupted } from './interruption.mjs';

/** Something the user can put right. Its message is one sentence that says what is wrong and what to do. */
export class SetupProblem extends Error {
  name = 'SetupProblem';
}

/**
 * Runs a command's main function: a problem is told in its one sentence, anything unexpected with its stack, and both
 * end with a non-zero exit code. What fails because it was interrupted is only called that.
 *
 * @param {() => Promise<number>} main resolves to the exit code
 */
export async function runMain(main) {
  heedSignals();
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = interrupted() ?? 1;
    if (interrupted()) console.error('Interrupted.');
    else console.error(error instanceof SetupProblem ? error.message : error);
  }
}
