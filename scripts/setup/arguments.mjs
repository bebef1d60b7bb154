import { parseArgs } from 'node:util';
import { SetupProblem } from './problem.mjs';

/**
 * @typedef {{ value?: string, help: string }} Option `value` stands for its value in the help, such as `N`; a switch has none
 * @typedef {{ name: string, does: string, options: Record<string, Option> }} Command
 */

/**
 * The options that a command was given; null where `--help` was asked for and is printed. Throws a SetupProblem that names
 * the wrong one.
 *
 * @param {Command} command
 * @param {string[]} args
 * @returns {Record<string, string> | null} a switch that was given is `''`
 */
export function readArguments(command, args) {
  const options = Object.entries(command.options);
  const known = options.map(
    ([name, { value }]) => /** @type {const} */ ([name, { type: value ? 'string' : 'boolean' }]),
  );
  const { tokens } = parseArgs({
    args,
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: /** @type {Record<string, { type: 'string' | 'boolean' }>} */ (Object.fromEntries(known)),
  });

  if (tokens.some(({ kind, rawName }) => kind === 'option' && (rawName === '--help' || rawName === '-h'))) {
    console.log(help(command));
    return null;
  }
  /** @type {Record<string, string>} */
  const given = {};
  for (const token of tokens) {
    if (token.kind === 'positional') {
      throw new SetupProblem(`${command.name} takes ${usage(command)}, not "${token.value}".`);
    }
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined;
    if (!option || !token.rawName.startsWith('--')) {
      throw new SetupProblem(`${command.name} has no option "${token.rawName}": it takes ${usage(command)}.`);
    }
    // The next option is not this one's value.
    const none = token.value === undefined || token.value === '' || /^--\D/.test(token.value);
    if (option.value && none) {
      throw new SetupProblem(`${token.rawName} needs a value: ${token.rawName} ${option.value}.`);
    }
    if (!option.value && token.value !== undefined) {
      throw new SetupProblem(`${token.rawName} takes no value, not "${token.value}".`);
    }
    given[token.name] = token.value ?? '';
  }
  return given;
}

/**
 * Reads a port. Throws a SetupProblem when it is none.
 *
 * @param {string} text
 */
export function readPort(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new SetupProblem(`--port is a number from 0 (any free port) to 65535, not "${text}".`);
}

/** `--client a|k, --port N or --live`, as part of a sentence. @param {Command} command */
function usage({ options }) {
  const names = Object.entries(options).map(([name, { value }]) => (value ? `--${name} ${value}` : `--${name}`));
  const [last] = names.splice(-1);
  if (!last) return 'no options';
  return names.length > 0 ? `${names.join(', ')} and ${last}` : last;
}

/** @param {Command} command */
function help({ name, does, options }) {
  const rows = Object.entries(options).map(([option, { value, help }]) => [`--${option} ${value ?? ''}`, help]);
  rows.push(['--help', 'says this']);
  const lines = rows.map(([option, words]) => `  ${option?.padEnd(16)} ${words}`);
  return [`${name}: ${does}`, '', `  ${name}${name.startsWith('npm') ? ' --' : ''} [options]`, '', ...lines].join('\n');
}
