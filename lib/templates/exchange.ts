/** Templates as a JSON file, and back. */
import { type AttachedFile, MOST_ATTACHED } from '@/lib/files/library';
import type { RichText, TextEntity } from '@/lib/messages/content';
import { faultsOf, freeName, sameName, type Template, type TemplateFault, type TemplateFields, tidied } from './model';

const FORMAT = 'tez-templates';
const VERSION = 1;
/** More are not taken from one file. */
export const MOST_AT_ONCE = 500;

/**
 * The file: `{format, version, templates: [{name, category, shortcut, text, entities, files}]}`, readable and in the order
 * given. Files of the library are named, with their ids there; their bytes are not in it.
 */
export function toJson(templates: readonly TemplateFields[]): string {
  const rows = templates.map(({ name, category, shortcut, body: { text, entities }, files }) => ({
    name,
    ...(category === '' ? {} : { category }),
    ...(shortcut === '' ? {} : { shortcut }),
    text,
    ...(entities.length === 0 ? {} : { entities }),
    ...(files.length === 0 ? {} : { files: files.map(({ name, id }) => ({ name, id })) }),
  }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, templates: rows }, null, 2)}\n`;
}

/** What is wrong with a file as a whole. `number` for one that a newer Tez wrote, or too many templates. */
export type FileFault = { is: 'json' | 'format' | 'none' } | { is: 'version' | 'tooMany'; number: number };

/** What is wrong with one template of a file. `number` counts from 1. */
export interface RowFault {
  number: number;
  /** Empty where it has none. */
  name: string;
  why: TemplateFault | { field: string; is: 'type' } | { field: 'name'; is: 'twice' };
}

export type ReadFile = { ok: false; why: FileFault } | { ok: true; templates: TemplateFields[]; faults: RowFault[] };

/**
 * Reads such a file. A fault of the whole file leaves nothing; a template that is wrong is left out and named with its first
 * fault, and so is a second one of the same name. A shortcut that an earlier one has is a fault as well.
 */
export function readJson(text: string): ReadFile {
  const file = parse(text);
  if (file === undefined) return { ok: false, why: { is: 'json' } };
  if (!isObject(file) || file.format !== FORMAT || !Array.isArray(file.templates)) {
    return { ok: false, why: { is: 'format' } };
  }
  if (file.version !== VERSION) {
    const { version } = file;
    return { ok: false, why: typeof version === 'number' ? { is: 'version', number: version } : { is: 'format' } };
  }
  const rows: unknown[] = file.templates;
  if (rows.length === 0) return { ok: false, why: { is: 'none' } };
  if (rows.length > MOST_AT_ONCE) return { ok: false, why: { is: 'tooMany', number: rows.length } };
  const templates: TemplateFields[] = [];
  const faults: RowFault[] = [];
  for (const [index, row] of rows.entries()) {
    const number = index + 1;
    const read = readRow(row);
    if ('field' in read) {
      faults.push({ number, name: nameOf(row), why: { field: read.field, is: 'type' } });
      continue;
    }
    const template = tidied(read);
    const [fault] = faultsOf(template, templates);
    if (!fault) templates.push(template);
    else {
      const why = fault.field === 'name' && fault.is === 'taken' ? ({ field: 'name', is: 'twice' } as const) : fault;
      faults.push({ number, name: template.name, why });
    }
  }
  return { ok: true, templates, faults };
}

function parse(text: string): unknown {
  try {
    // A mark of byte order is no part of JSON, and editors write it.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(row: unknown): string {
  return isObject(row) && typeof row.name === 'string' ? row.name.trim().slice(0, 80) : '';
}

/** A template, or the field that is not of its kind. */
function readRow(row: unknown): TemplateFields | { field: string } {
  if (!isObject(row)) return { field: 'template' };
  const { name, category = '', shortcut = '', text, entities = [], files = [] } = row;
  if (typeof name !== 'string') return { field: 'name' };
  if (typeof category !== 'string') return { field: 'category' };
  if (typeof shortcut !== 'string') return { field: 'shortcut' };
  if (typeof text !== 'string') return { field: 'text' };
  const marks = Array.isArray(entities) ? entities.map((entity) => readEntity(entity, text.length)) : [null];
  const good = marks.filter((mark) => mark !== null);
  if (good.length < marks.length) return { field: 'entities' };
  const attached = Array.isArray(files) && files.length <= MOST_ATTACHED ? files.map(readFile) : [null];
  const named = attached.filter((file) => file !== null);
  if (named.length < attached.length) return { field: 'files' };
  return { name, category, shortcut, body: { text, entities: good } satisfies RichText, files: named };
}

/** A file's name and its id in the library of whoever wrote it; null for anything else. */
function readFile(value: unknown): AttachedFile | null {
  if (!isObject(value)) return null;
  const { id, name } = value;
  if (typeof id !== 'string' || typeof name !== 'string' || name.length > 255) return null;
  return /^-?\d{1,20}\.-?\d{1,20}$/.test(id) ? { id, name } : null;
}

const PLAIN: readonly string[] = ['bold', 'italic', 'underline', 'strike', 'spoiler', 'code'];

/** A mark that a template may have; null for anything else. */
function readEntity(value: unknown, length: number): TextEntity | null {
  if (!isObject(value)) return null;
  const { is, at, length: own } = value;
  if (!isPlace(at) || !isPlace(own) || own === 0 || at + own > length) return null;
  const where = { at, length: own };
  if (typeof is !== 'string') return null;
  if (PLAIN.includes(is)) return { ...where, is } as TextEntity;
  if (is === 'pre') return { ...where, is, language: typeof value.language === 'string' ? value.language : '' };
  if (is === 'quote') return { ...where, is, collapsed: value.collapsed === true };
  if (is === 'emoji') return typeof value.id === 'string' ? { ...where, is, id: value.id } : null;
  if (is !== 'link' || typeof value.url !== 'string') return null;
  return /^(https?|tg|mailto|tel):/i.test(value.url) ? { ...where, is, url: value.url } : null;
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** What becomes of a template whose name is here already. */
export type Same = 'skip' | 'replace' | 'both';

export interface ImportPlan {
  create: TemplateFields[];
  replace: { id: string; set: TemplateFields }[];
  skipped: TemplateFields[];
  /** Those that lose their shortcut, because another template has it. */
  withoutShortcut: TemplateFields[];
}

/**
 * What an import does. Templates of other names are made; those of the same name are passed over, take the place of the
 * one that is here, or get a number behind their name. Nothing that is here loses its shortcut to a newcomer.
 */
export function planImport(here: readonly Template[], incoming: readonly TemplateFields[], same: Same): ImportPlan {
  const plan: ImportPlan = { create: [], replace: [], skipped: [], withoutShortcut: [] };
  const after = new Map<string, TemplateFields>(here.map((template) => [template.id, template]));
  const settled = (template: TemplateFields, id: string | null): TemplateFields => {
    const others = [...[...after].flatMap(([key, other]) => (key === id ? [] : [other])), ...plan.create];
    const free = template.shortcut === '' || !others.some(({ shortcut }) => shortcut === template.shortcut);
    if (free) return template;
    plan.withoutShortcut.push(template);
    return { ...template, shortcut: '' };
  };
  for (const template of incoming) {
    const twin = here.find(({ name }) => sameName(name, template.name));
    if (twin && same === 'skip') plan.skipped.push(template);
    else if (twin && same === 'replace') {
      const set = settled(template, twin.id);
      plan.replace.push({ id: twin.id, set });
      after.set(twin.id, set);
    } else {
      const names = [...after.values(), ...plan.create, ...incoming.filter((other) => other !== template)];
      const name = twin
        ? freeName(
            template.name,
            names.map((each) => each.name),
          )
        : template.name;
      plan.create.push(settled({ ...template, name }, null));
    }
  }
  return plan;
}
