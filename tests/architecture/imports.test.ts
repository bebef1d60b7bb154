import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from './files';

const require = createRequire(import.meta.url);
const rules: { forbidden: { name: string }[] } = require(join(ROOT, '.dependency-cruiser.cjs'));

let house: string;

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'tez-house-'));
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'), 'junction');
  copyFileSync(join(ROOT, 'tsconfig.json'), join(house, 'tsconfig.json'));
});

afterEach(() => rmSync(house, { recursive: true, force: true }));

/** Writes a small house and runs the check of imports on it. */
function check(files: Record<string, string>) {
  for (const [path, code] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), code);
  }
  const script = join(ROOT, 'scripts', 'checks', 'imports.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--root', house], { encoding: 'utf8' });
  const broken = [...stderr.matchAll(/^([\w-]+): \S+ → /gm)].map((match) => match[1]);
  return { status, broken, said: stdout + stderr };
}

const MODEL = { 'lib/deals/model.ts': 'export const one = 1;\n' };
const STORE = { 'lib/store/database.ts': "import Dexie from 'dexie';\nexport const db = new Dexie('x');\n" };
const DEALS = { 'lib/deals/service/move.ts': 'export const move = () => 1;\n' };

/** A forbidden import of each rule. */
const PLANTED: { rule: string; files: Record<string, string> }[] = [
  { rule: 'model', files: { ...STORE, 'lib/deals/model.ts': "export { db } from '@/lib/store/database';\n" } },
  { rule: 'model-packages', files: { 'lib/deals/model.ts': "import 'webextension-polyfill';\n" } },
  { rule: 'contract', files: { ...STORE, 'lib/deals/contract.ts': "import '@/lib/store/database';\n" } },
  { rule: 'bus', files: { ...STORE, 'lib/bus/router.ts': "import '@/lib/store/database';\n" } },
  { rule: 'store', files: { ...DEALS, 'lib/store/vault.ts': "import '@/lib/deals/service/move';\n" } },
  { rule: 'port', files: { ...STORE, 'lib/telegram/port.ts': "import '@/lib/store/database';\n" } },
  {
    rule: 'port-by-type',
    files: {
      'lib/telegram/port.ts': 'export const port = 1;\n',
      'lib/auth/model.ts': "export { port } from '@/lib/telegram/port';\n",
    },
  },
  { rule: 'page', files: { ...STORE, 'lib/page/web-a.ts': "import '@/lib/store/database';\n" } },
  { rule: 'words', files: { ...MODEL, 'lib/words/en.ts': "import '@/lib/deals/model';\n" } },
  { rule: 'mtcute', files: { ...DEALS, 'lib/telegram/mtcute/client.ts': "import '@/lib/deals/service/move';\n" } },
  {
    rule: 'service',
    files: { 'lib/page/web-a.ts': 'export {};\n', 'lib/deals/service/move.ts': "import '@/lib/page/web-a';\n" },
  },
  {
    rule: 'service-to-service',
    files: { ...DEALS, 'lib/tasks/service/add.ts': "import { move } from '@/lib/deals/service/move';\nmove();\n" },
  },
  { rule: 'component', files: { ...DEALS, 'components/ui/button.tsx': "import '@/lib/deals/service/move';\n" } },
  {
    rule: 'panel-to-panel',
    files: { 'components/popup/a.tsx': 'export {};\n', 'components/sidebar/b.tsx': "import '@/components/popup/a';\n" },
  },
  {
    rule: 'ui-is-the-ground',
    files: { 'components/popup/a.tsx': 'export {};\n', 'components/ui/b.tsx': "import '@/components/popup/a';\n" },
  },
  {
    rule: 'content-script',
    files: { ...DEALS, 'entrypoints/telegram.content/index.ts': "import '@/lib/deals/service/move';\n" },
  },
  { rule: 'content-script-is-tiny', files: { 'entrypoints/telegram.content/index.ts': "import 'preact';\n" } },
  { rule: 'only-the-store-has-dexie', files: { 'components/ui/a.ts': "import 'dexie';\n" } },
  { rule: 'only-mtcute-has-mtcute', files: { 'lib/auth/service/a.ts': "import type {} from '@mtcute/web';\n" } },
  {
    rule: 'product-without-tests',
    files: { 'tests/help.ts': 'export {};\n', 'lib/bus/a.ts': "import '@/tests/help';\n" },
  },
  { rule: 'product-without-node', files: { 'lib/bus/a.ts': "import 'node:fs';\n" } },
  {
    rule: 'entrypoints-are-ends',
    files: { 'entrypoints/popup/a.ts': 'export {};\n', 'lib/bus/a.ts': "import '@/entrypoints/popup/a';\n" },
  },
  {
    rule: 'no-cycles',
    files: {
      'lib/bus/a.ts': "import { b } from './b';\nexport const a = () => b;\n",
      'lib/bus/b.ts': "import { a } from './a';\nexport const b = () => a;\n",
    },
  },
  { rule: 'unresolved', files: { 'lib/bus/a.ts': "import './absent';\n" } },
];

describe('who may import whom', () => {
  it('plants a violation of every rule', () => {
    expect(PLANTED.map(({ rule }) => rule)).toEqual(rules.forbidden.map(({ name }) => name));
  });

  it.each(PLANTED)('catches a forbidden import: $rule', ({ rule, files }) => {
    const { status, broken } = check(files);
    expect(broken).toContain(rule);
    expect(status).toBe(1);
  });

  it('lets a house through that keeps the rules', () => {
    const { status, said } = check({
      ...MODEL,
      ...STORE,
      'lib/telegram/port.ts': 'export interface Port { one: number }\n',
      'lib/auth/model.ts': "import type { Port } from '@/lib/telegram/port';\nexport type Auth = Port;\n",
      'lib/deals/contract.ts': "export { one } from './model';\n",
      'lib/deals/service/move.ts':
        "export { one } from '@/lib/deals/model';\nexport { db } from '@/lib/store/database';\n",
      'lib/tasks/service/add.ts':
        "import type * as deals from '@/lib/deals/service/move';\nexport type Deps = typeof deals;\n",
      'lib/deals/service/move.test.ts': "import 'node:assert';\nimport 'fake-indexeddb';\nimport './move';\n",
      'components/ui/button.tsx': "import 'preact';\nexport { one } from '@/lib/deals/contract';\n",
      'components/popup/a.tsx': "import '@/components/ui/button';\nimport './b';\n",
      'components/popup/b.tsx': "export const later = () => import('./a');\n",
      'entrypoints/background.ts': "import '@/lib/deals/service/move';\n",
    });
    expect(said).toContain('0 forbidden imports');
    expect(status).toBe(0);
  });

  it.each<{ what: string; files: Record<string, string> }>([
    { what: 'nothing is there', files: {} },
    { what: 'no module can be read', files: { 'wxt.config.ts': 'export {};\n', 'lib/readme.txt': 'words' } },
  ])('fails when $what', ({ files }) => {
    const { status, said } = check(files);
    expect(said).toContain('No modules were read');
    expect(status).toBe(1);
  });
});
