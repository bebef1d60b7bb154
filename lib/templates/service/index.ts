import { ulid } from 'ulid';
import { type Handler, handle } from '@/lib/bus/router';
import type { ChatRef } from '@/lib/chats/model';
import type { StoredFile } from '@/lib/files/stored';
import { TezError } from '@/lib/limits/model';
import type { ChangeLog, Edit } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import * as contract from '@/lib/templates/contract';
import { planImport } from '@/lib/templates/exchange';
import { byPlace, faultsOf, type Template, type TemplateFields, tidied } from '@/lib/templates/model';

export interface TemplateDeps {
  records: Records;
  log: ChangeLog;
  now: () => number;
  /** Telegram's tabs, in the order in which they last told something. */
  openTabs: () => Promise<{ chat: ChatRef | null; visible: boolean }[]>;
}

/** The commands of lib/templates/contract.ts. */
export function templateHandlers({ records, log, now, openTabs }: TemplateDeps): Handler[] {
  async function all(): Promise<Template[]> {
    const stored = await records.all<Omit<Template, 'files'> & Partial<Template>>('templates');
    // One of before templates had files has none.
    return stored.map((template) => ({ files: [], ...template }));
  }

  async function libraryIds(): Promise<ReadonlySet<string>> {
    const files = await records.all<StoredFile>('files');
    return new Set(files.flatMap(({ id, kept }) => (kept ? [id] : [])));
  }

  function check(template: TemplateFields, others: readonly TemplateFields[]): TemplateFields {
    const fields = tidied(template);
    if (faultsOf(fields, others).length > 0) throw new TezError('invalidInput');
    return fields;
  }

  return [
    handle(contract.templates, async () => (await all()).sort(byPlace)),
    handle(contract.saveTemplate, async ({ id, ...given }) => {
      const here = await all();
      const before = here.find((template) => template.id === id);
      const fields = check(
        given,
        here.filter((template) => template !== before),
      );
      const template: Template = { id, createdAt: before?.createdAt ?? now(), ...fields };
      const edit: Edit = before ? { table: 'templates', id, set: fields } : { table: 'templates', create: template };
      return { template, undo: await log.commit([edit]) };
    }),
    handle(contract.deleteTemplate, async ({ id }) => ({
      undo: await log.commit([{ table: 'templates', id, remove: true }]),
    })),
    handle(contract.importTemplates, async ({ templates, same }) => {
      const incoming: TemplateFields[] = [];
      for (const template of templates) incoming.push(check(template, incoming));
      const plan = planImport(await all(), incoming, same);
      const library = await libraryIds();
      let lost = 0;
      const here = (fields: TemplateFields): TemplateFields => {
        const files = fields.files.filter(({ id }) => library.has(id));
        lost += fields.files.length - files.length;
        return { ...fields, files };
      };
      const says = ({ body, files }: TemplateFields) => body.text.trim() !== '' || files.length > 0;
      const create = plan.create.map(here).filter(says);
      const replace = plan.replace.map(({ id, set }) => ({ id, set: here(set) })).filter(({ set }) => says(set));
      const edits: Edit[] = [
        ...create.map((fields) => ({
          table: 'templates' as const,
          create: { id: ulid(now()), createdAt: now(), ...fields },
        })),
        ...replace.map(({ id, set }) => ({ table: 'templates' as const, id, set })),
      ];
      const undo = edits.length > 0 ? await log.commit(edits) : null;
      return { added: create.length, replaced: replace.length, lost, undo };
    }),
    handle(contract.shownChat, async () => {
      const showing = (await openTabs()).filter(({ chat }) => chat !== null);
      return (showing.filter(({ visible }) => visible).at(-1) ?? showing.at(-1))?.chat ?? null;
    }),
  ];
}
