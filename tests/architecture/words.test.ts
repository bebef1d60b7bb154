import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { Strength } from '@/components/auth/strength';
import type { DueChoice } from '@/components/popup/due';
import type { Status } from '@/components/popup/status';
import type { View } from '@/components/workspace/rail';
import type { ChatKind, LastSeen } from '@/lib/chats/model';
import { COLUMN_FIELDS } from '@/lib/contacts/csv-columns';
import { ISSUES } from '@/lib/contacts/import-model';
import { REVIEW_REASONS } from '@/lib/contacts/review';
import { SURE } from '@/lib/duplicates/find';
import { CHOSEN } from '@/lib/duplicates/merge';
import type { UploadView } from '@/lib/files/contract';
import { FILE_KINDS } from '@/lib/files/kinds';
import { ERROR_KINDS } from '@/lib/limits/model';
import { MESSAGE_KINDS } from '@/lib/messages/model';
import type { WhyOff } from '@/lib/outbox/model';
import { FOUND_KINDS } from '@/lib/search/groups';
import { EVERY, type SyncOptions } from '@/lib/sync/model';
import type { Same } from '@/lib/templates/exchange';
import { en } from '@/lib/words/en';
import { productFiles, projectFiles, readProject } from './files';

const views = productFiles().filter((path) => path.endsWith('.tsx'));

/** Attributes whose value a person reads or hears. */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-placeholder',
  'title',
  'placeholder',
  'label',
  'alt',
  'hint',
]);
/** An address such as my.telegram.org reads the same in every language. */
const HAS_WORD = /^(?!\s*[a-z]+(?:\.[a-z]+)+\s*$).*\p{L}{2,}/su;

/** Words that stand in a view's source instead of the catalogue, as `path:line: text`. */
function inlineWords(path: string, source: string): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const tell = (node: ts.Node, text: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path}:${line + 1}: ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && HAS_WORD.test(node.text)) tell(node, node.text);
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText())) {
      const value = node.initializer;
      if (value && ts.isStringLiteral(value) && HAS_WORD.test(value.text)) tell(node, value.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Words that the services, and the rules of the outbox, write into the audit log. */
const AUDITED = projectFiles()
  .filter((path) => /^lib\/((auth|privacy|outbox)\/service\/[^.]+|outbox\/audit)\.ts$/.test(path))
  .flatMap((path) => [...readProject(path).matchAll(/'([a-zA-Z]+)'/g)].map((match) => match[1] ?? ''));

/** Every key that the product builds from data: its beginning, and all the ends it may have. */
const BUILT: Record<string, readonly string[]> = {
  'action.': ['answer', 'chat', 'template', 'task', 'note'],
  'audit.': [...AUDITED, 'signedOutElsewhere', 'accountDeactivated'],
  'audit.failed.': AUDITED,
  'audit.why.': ERROR_KINDS,
  'conversation.kind.': MESSAGE_KINDS,
  'error.': ERROR_KINDS,
  'files.kind.': FILE_KINDS,
  'sync.every.': EVERY,
  'sync.option.': ['create', 'update', 'byPhone', 'addressBook'] satisfies (keyof SyncOptions)[],
  'sync.why.': REVIEW_REASONS,
  'track.kind.': ['user', 'bot', 'group', 'supergroup', 'channel'] satisfies ChatKind[],
  'files.none.': FILE_KINDS,
  'files.upload.': ['copying', 'waiting', 'running', 'paused'] satisfies UploadView['is'][],
  'contact.field.': COLUMN_FIELDS,
  'contact.fileWrong.': ['empty', 'tooMany', 'format'],
  'contact.why.': ISSUES,
  'contact.col.': ['name', 'company', 'phone', 'username', 'tags', 'changed'],
  'duplicate.': [...CHOSEN, 'phones', 'emails', 'tags'],
  'duplicate.reason.': Object.keys(SURE),
  'nav.': ['board', 'contacts', 'templates', 'files', 'telegram'] satisfies View[],
  'import.': ['next', 'all'],
  'notify.': MESSAGE_KINDS,
  'outbox.off.': ['slowMode', 'floodWait', 'peerFlood'] satisfies WhyOff['kind'][],
  'search.kind.': FOUND_KINDS,
  'search.media.': MESSAGE_KINDS.filter((kind) => kind !== 'text' && kind !== 'service'),
  'template.same.': ['skip', 'replace', 'both'] satisfies Same[],
  'passphrase.strength.': ['short', 'weak', 'fair', 'good', 'strong'] satisfies Strength[],
  'seen.': ['online', 'recently', 'withinWeek', 'withinMonth', 'longAgo', 'hidden'] satisfies LastSeen['is'][],
  'status.': [
    'connected',
    'connecting',
    'waiting',
    'offline',
    'locked',
    'none',
    'signedOut',
    'deactivated',
  ] satisfies Status['is'][],
  'task.': ['today', 'tomorrow', 'nextWeek'] satisfies DueChoice['day'][],
};

/** Every file of ours that code reached from an entry imports, types apart; dynamic imports count. */
function reachedFrom(entry: string): string[] {
  const known = new Set(projectFiles());
  const reached = new Set<string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const [, fixed, lazy] of readProject(path).matchAll(
      /^(?:import|export) (?!type )[^;]*?'([@.][^']+)'|\bimport\('([@.][^']+)'\)/gm,
    )) {
      const from = fixed ?? lazy ?? '';
      const base = from.startsWith('@/') ? from.slice(2) : posix.join(posix.dirname(path), from);
      const file = ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
        .map((end) => base + end)
        .find((each) => known.has(each));
      if (file && /\.tsx?$/.test(file)) waiting.push(file);
    }
  }
  return [...reached];
}

async function keysOf(group: string): Promise<string[]> {
  const module: Record<string, object> = await import(`@/${group}`);
  return Object.values(module).flatMap((words) => Object.keys(words));
}

describe('the catalogue of words', () => {
  it('holds every word that a person reads', () => {
    expect(views.length).toBeGreaterThan(10);
    expect(views.flatMap((path) => inlineWords(path, readProject(path)))).toEqual([]);
  });

  it('would notice a word in a view', () => {
    const source = 'const a = <p title="Closed">Open it<b>{1}</b></p>;';
    expect(inlineWords('a.tsx', source)).toEqual(['a.tsx:1: Closed', 'a.tsx:1: Open it']);
    expect(inlineWords('a.tsx', 'const a = <p title={t("x")} class="row">{t("y")} · 3</p>;')).toEqual([]);
  });

  it.each([
    ['popup', 'entrypoints/popup/main.tsx'],
    ['sidebar', 'entrypoints/sidebar/main.tsx'],
    ['workspace', 'entrypoints/workspace/main.tsx'],
    ['background', 'entrypoints/background/index.ts'],
  ])('loads for the %s every key that its code may show', async (surface, entry) => {
    const files = reachedFrom(entry);
    expect(files).toContain(`lib/words/load/${surface}.ts`);
    const groups = files.filter((path) => path.startsWith('lib/words/en/'));
    const loaded = new Set((await Promise.all(groups.map(keysOf))).flat());
    const source = files
      .filter((path) => !path.startsWith('lib/words/en'))
      .map(readProject)
      .join('\n');
    const missing = Object.keys(en).filter((key) => source.includes(`'${key}'`) && !loaded.has(key));
    expect(missing).toEqual([]);
  });

  it('has no key that nothing uses', () => {
    const product = projectFiles().filter(
      (path) => /^(entrypoints|components|lib)\/.*\.tsx?$/.test(path) && !path.startsWith('lib/words/en'),
    );
    const source = product
      .filter((path) => !/\.test\.tsx?$/.test(path))
      .map(readProject)
      .join('\n');
    // A key may be built from data, as in t(`error.${kind}`): its beginning stands in the source, its ends in a list here.
    const beginnings = [...source.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map((match) => match[1] ?? '');
    expect(beginnings.filter((beginning) => !Object.hasOwn(BUILT, beginning))).toEqual([]);
    const built = new Set(Object.entries(BUILT).flatMap(([beginning, ends]) => ends.map((end) => beginning + end)));
    const unused = Object.keys(en).filter((key) => !source.includes(`'${key}'`) && !built.has(key));
    expect(unused).toEqual([]);
  });
});
