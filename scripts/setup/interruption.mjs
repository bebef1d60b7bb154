/**
 * Ctrl+C, a closed terminal, a polite kill: the programs under way are told, and the command ends once they have put
 * their things away. A second Ctrl+C ends them at once.
 */
import { constants } from 'node:os';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** npm passes on a signal that the terminal has sent to everybody already: what comes within this is the same one. */
const SAME_MS = 1_000;

/** @type {Set<ChildProcess>} */
const running = new Set();
/** @type {{ code: number, at: number } | null} */
let interruption = null;
/** @type {(() => void)[]} */
const waiting = [];

/** The exit code of a command that was interrupted (128 and the signal's number); null while it was not. */
export function interrupted() {
  return interruption?.code ?? null;
}

/** Resolves once the command is interrupted. @returns {Promise<void>} */
export function untilInterrupted() {
  return new Promise((resolve) => {
    if (interruption) resolve();
    else waiting.push(resolve);
  });
}

/** From now on signals are heeded. */
export function heedSignals() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      const again = interruption && Date.now() - interruption.at > SAME_MS;
      interruption ??= { code: 128 + constants.signals[signal], at: Date.now() };
      for (const child of running) child.kill(again ? 'SIGKILL' : 'SIGINT');
      for (const resolve of waiting.splice(0)) resolve();
    });
  }
}

/** A program that is told when this one is interrupted. @param {ChildProcess} child */
export function tell(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  if (interruption) child.kill('SIGINT');
}
