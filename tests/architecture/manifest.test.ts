import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilds, LOCAL_BUILD, type Manifest, RELEASE_BUILD, readManifest, readPolicy } from './builds';
import { linesMatching, productFiles, ROOT, readProject, withoutComments } from './files';

/** How the source uses each permission that may be asked for. One that is not here may not be asked for. */
const USES: Record<string, RegExp> = {
  storage: /\bstorage\.(local|session)\b/,
  // Keeps the browser from evicting the vault when the disk is nearly full.
  unlimitedStorage: /from 'dexie'/,
  alarms: /\balarms\.create\(/,
  notifications: /\bnotifications\.create\(/,
  scripting: /\bscripting\.executeScript\(/,
  sidePanel: /\bsidePanel\.(open|setPanelBehavior|setOptions)\(/,
};

/** Namespaces of the extension API that need no permission for what Tez does with them. */
const FREE = ['runtime', 'tabs', 'windows', 'action', 'i18n', 'extension'];

const TELEGRAM_SOCKETS = ['pluto', 'venus', 'aurora', 'vesta', 'flora'].flatMap((dc) => [
  `wss://${dc}.web.telegram.org`,
  `wss://${dc}-1.web.telegram.org`,
]);

let manifest: Manifest;
let policy: Map<string, string[]>;
let source: string;

beforeAll(async () => {
  await ensureBuilds();
  manifest = readManifest(RELEASE_BUILD);
  policy = readPolicy(manifest.content_security_policy.extension_pages);
  source = productFiles()
    .map((path) => withoutComments(readProject(path)))
    .join('\n');
}, 120_000);

describe('the manifest of the release build', () => {
  it('is version 3, for a browser that keeps a worker with a socket alive', () => {
    expect(manifest.manifest_version).toBe(3);
    expect(Number(manifest.minimum_chrome_version)).toBeGreaterThanOrEqual(116);
  });

  it('is called by its own name and says that it is unofficial', () => {
    const words = JSON.parse(readFileSync(join(RELEASE_BUILD, '_locales/en/messages.json'), 'utf8'));
    expect(manifest.name).toBe('Tez CRM');
    expect(words.description.message).toMatch(/unofficial/i);
  });

  it('asks for the permissions whose APIs the source uses, and for no other', () => {
    expect(manifest.permissions.filter((permission) => !USES[permission]?.test(source))).toEqual([]);
    expect(new Set(manifest.permissions).size).toBe(manifest.permissions.length);
    expect(manifest.optional_permissions ?? []).toEqual([]);
    const namespaces = [...source.matchAll(/\b(?:browser|chrome)\.([a-z]\w+)\.\w/gi)].map((match) => match[1] ?? '');
    const undeclared = namespaces.filter((name) => !FREE.includes(name) && !manifest.permissions.includes(name));
    expect([...new Set(undeclared)]).toEqual([]);
  });

  it('reaches no site but web.telegram.org', () => {
    const telegram = ['https://web.telegram.org/*'];
    expect(manifest.host_permissions).toEqual(telegram);
    expect(manifest.optional_host_permissions ?? []).toEqual([]);
    expect(manifest.externally_connectable).toBeUndefined();
    expect(manifest.content_scripts?.length).toBeGreaterThan(0);
    for (const script of manifest.content_scripts ?? []) {
      for (const match of script.matches) expect(match).toMatch(/^https:\/\/web\.telegram\.org\/(a\/|k\/)?\*$/);
    }
  });

  it('shows the page one document, under an address that changes', () => {
    expect(manifest.web_accessible_resources).toEqual([
      { resources: ['sidebar.html'], matches: ['https://web.telegram.org/*'], use_dynamic_url: true },
    ]);
  });

  it('runs a classic worker, because only that one can load a script when it is needed', () => {
    expect(manifest.background.type).toBeUndefined();
  });

  it('runs its own code only', () => {
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(policy.get('object-src')).toEqual(["'none'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('form-action')).toEqual(["'none'"]);
    expect(manifest.content_security_policy.extension_pages).not.toContain("'unsafe-eval'");
    expect(policy.get('frame-ancestors')).toEqual(["'self'", 'https://web.telegram.org']);
    expect(linesMatching(productFiles(), /\beval\(|\bnew Function\(|\bimport\((?!')/, withoutComments)).toEqual([]);
  });

  it("connects to Telegram's sockets alone", () => {
    expect(policy.get('connect-src')).toEqual(["'self'", ...TELEGRAM_SOCKETS]);
  });

  it('has every page that people and tests open', () => {
    expect(readdirSync(RELEASE_BUILD)).toEqual(
      expect.arrayContaining(['popup.html', 'sidebar.html', 'workspace.html', 'background.js', 'mtproto.js']),
    );
  });
});

describe('what must never reach users', () => {
  const lookThrough = (build: string) =>
    spawnSync(process.execPath, [join(ROOT, 'scripts/checks/release.mjs'), build], { encoding: 'utf8' });

  it('is not in the release build', () => {
    const { status, stderr, stdout } = lookThrough(RELEASE_BUILD);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^[1-9]\d* files looked through, 0 /);
    expect(status).toBe(0);
  });

  it('is found in the local build by the same search', () => {
    const { status, stderr } = lookThrough(LOCAL_BUILD);
    expect(stderr).toContain('a loopback address');
    expect(stderr).toContain('an unencrypted socket');
    expect(stderr).toContain("a test server's key");
    expect(status).toBe(1);
  });

  it('cannot be searched for where there is no build', () => {
    expect(lookThrough(join(ROOT, 'LICENSE-less')).status).not.toBe(0);
  });
});
