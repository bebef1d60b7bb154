import { stripVTControlCharacters } from 'node:util';

/** What an error says, as one line for the terminal: Playwright's own are many, with pictures of the page's state. */
export function inOneLine(error: unknown): string {
  const text = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  const [first = ''] = text.trim().split('\n');
  return first.replace(/^(Error: )?(\w+\.\w+: )?/, '').replace(/[.:\s]*$/, '.');
}
