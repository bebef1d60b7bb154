/**
 * The one check that must run on any Node: it is imported before everything else, so this file imports nothing and keeps
 * to syntax that old versions can read.
 */

/** The oldest Node that every pinned package runs on. */
const OLDEST = [20, 19];

/**
 * @param {string} version such as `20.19.0`
 * @returns {string | null} one sentence for the user, or null when this Node will do
 */
function wrongNode(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return null;
  return `Tez needs Node ${OLDEST.join('.')} or newer and this is Node ${version}: install it from https://nodejs.org.`;
}

/**
 * Runs a command with the arguments it was given, once this Node will do; else says which one it needs.
 *
 * @param {() => Promise<{ main(args: string[]): unknown }>} load imports the command
 */
export function start(load) {
  const problem = wrongNode(process.versions.node);
  if (problem) {
    console.error(problem);
    process.exitCode = 1;
  } else {
    load().then((command) => command.main(process.argv.slice(2)));
  }
}
