/** Bundles a stand-in page's script in memory, once per process. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export type Client = 'a' | 'k';

export interface PageFiles {
  html: string;
  css: string;
  script: string;
}

const built = new Map<Client, Promise<PageFiles>>();

/** The files of one client's stand-in. */
export function pageFiles(client: Client): Promise<PageFiles> {
  const known = built.get(client) ?? read(client);
  built.set(client, known);
  return known;
}

const SCRIPTS = {
  a: new URL('./page/a/main.ts', import.meta.url),
  k: new URL('./page/k/main.ts', import.meta.url),
};

async function read(client: Client): Promise<PageFiles> {
  const script = SCRIPTS[client];
  const file = (name: string) => fileURLToPath(new URL(name, script));
  const [html, css, code] = await Promise.all([
    readFile(file('index.html'), 'utf8'),
    readFile(file('style.css'), 'utf8'),
    bundle(fileURLToPath(script)),
  ]);
  return { html, css, script: code };
}

/** One script of everything that a module imports, in memory. */
export async function bundle(
  input: string,
  format: 'es' | 'iife' = 'es',
  alias: Record<string, string> = {},
): Promise<string> {
  const result = await build({
    configFile: false,
    envFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias },
    build: {
      write: false,
      minify: false,
      target: 'chrome116',
      modulePreload: false,
      rollupOptions: { input, output: { format } },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((output) => ('output' in output ? output.output : []));
  const entry = chunks.find((chunk) => chunk.type === 'chunk' && chunk.isEntry);
  if (entry?.type !== 'chunk') throw new Error(`Nothing was built from ${input}.`);
  return entry.code;
}
