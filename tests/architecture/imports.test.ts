import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './files';

const require = createRequire(import.meta.url);
const rules: { forbidden: { name: string }[] } = require(join(ROOT, '.dependency-cruiser.cjs'));

const houses: string[] = [];

afterAll(() => {
  for (const house of houses) rmSync(house, { recursive: true, force: true });
});

/** Writes a small house and runs the check of imports on it. */
function check(files: Record<string, string>) {
  const house = mkdtempSync(join(tmpdir(), 'tez-house-'));
  houses.push(house);
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'), 'junction');
  copyFileSync(join(ROOT, 'tsconfig.json'), join(house, 'tsconfig.json'));
  for (const [path, code] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), `${code}\n`);
  }
  const script = join(ROOT, 'scripts', 'checks', 'imports.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--root', house], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

/** What the planted imports reach for. */
const GROUND = {
  'lib/store/database.ts': "import Dexie from 'dexie';\nexport const db = new Dexie('x');",
  'lib/deals/service/move.ts': 'export const move = () => 1;',
  'lib/page/web-a.ts': 'export {};',
  'lib/telegram/port.ts': "import '@/lib/store/database';\nexport const port = 1;",
  'components/popup/app.tsx': 'export {};',
  'entrypoints/popup/main.ts': 'export {};',
  'tests/help.ts': 'export {};',
};

/** A forbidden import of each rule, each in a file of its own. */
const PLANTED: { rule: string; file: string; code: string; more?: Record<string, string> }[] = [
  { rule: 'model', file: 'lib/one/model.ts', code: "export { db } from '@/lib/store/database';" },
  { rule: 'model-packages', file: 'lib/two/model.ts', code: "import 'webextension-polyfill';" },
  { rule: 'contract', file: 'lib/one/contract.ts', code: "import '@/lib/store/database';" },
  { rule: 'bus', file: 'lib/bus/router.ts', code: "import '@/lib/store/database';" },
  { rule: 'store', file: 'lib/store/vault.ts', code: "import '@/lib/deals/service/move';" },
  { rule: 'port', file: 'lib/telegram/port.ts', code: GROUND['lib/telegram/port.ts'] },
  { rule: 'port-by-type', file: 'lib/three/model.ts', code: "export { port } from '@/lib/telegram/port';" },
  { rule: 'page', file: 'lib/page/web-k.ts', code: "import '@/lib/store/database';" },
  { rule: 'words', file: 'lib/words/en.ts', code: "import '@/lib/store/database';" },
  { rule: 'mtcute', file: 'lib/telegram/mtcute/client.ts', code: "import '@/lib/deals/service/move';" },
  { rule: 'service', file: 'lib/one/service/a.ts', code: "import '@/lib/page/web-a';" },
  {
    rule: 'service-to-service',
    file: 'lib/two/service/a.ts',
    code: "import { move } from '@/lib/deals/service/move';\nmove();",
  },
  { rule: 'component', file: 'components/ui/button.tsx', code: "import '@/lib/deals/service/move';" },
  { rule: 'panel-to-panel', file: 'components/sidebar/a.tsx', code: "import '@/components/popup/app';" },
  { rule: 'ui-is-the-ground', file: 'components/ui/field.tsx', code: "import '@/components/popup/app';" },
  {
    rule: 'content-script',
    file: 'entrypoints/telegram.content/index.ts',
    code: "import '@/lib/deals/service/move';",
  },
  { rule: 'content-script-is-tiny', file: 'entrypoints/telegram.content/a.ts', code: "import 'preact';" },
  { rule: 'only-the-store-has-dexie', file: 'components/ui/menu.ts', code: "import 'dexie';" },
  { rule: 'only-mtcute-has-mtcute', file: 'lib/one/service/b.ts', code: "import type {} from '@mtcute/web';" },
  { rule: 'product-without-tests', file: 'lib/bus/a.ts', code: "import '@/tests/help';" },
  { rule: 'product-without-node', file: 'lib/bus/b.ts', code: "import 'node:fs';" },
  { rule: 'entrypoints-are-ends', file: 'lib/bus/c.ts', code: "import '@/entrypoints/popup/main';" },
  {
    rule: 'no-cycles',
    file: 'lib/bus/d.ts',
    code: "import { e } from './e';\nexport const d = () => e;",
    more: { 'lib/bus/e.ts': "import { d } from './d';\nexport const e = () => d;" },
  },
  { rule: 'unresolved', file: 'lib/bus/f.ts', code: "import './absent';" },
];

describe('who may import whom', { timeout: 60_000 }, () => {
  it('plants a violation of every rule', () => {
    expect(PLANTED.map(({ rule }) => rule)).toEqual(rules.forbidden.map(({ name }) => name));
  });

  describe('in a house with all of them', () => {
    let found: ReturnType<typeof check>;

    beforeAll(() => {
      const planted = PLANTED.map(({ file, code, more }) => ({ [file]: code, ...more }));
      found = check(Object.assign({}, GROUND, ...planted));
    }, 60_000);

    it('fails', () => expect(found.status).toBe(1));

    it.each(PLANTED)('finds $rule', ({ rule, file }) => {
      expect(found.said).toMatch(new RegExp(`^${rule}: ${file.replaceAll('.', '\\.')} → `, 'm'));
    });
  });

  it('lets a house through that keeps the rules', () => {
    const { status, said } = check({
      'lib/deals/model.ts': 'export const one = 1;',
      'lib/store/database.ts': GROUND['lib/store/database.ts'],
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
