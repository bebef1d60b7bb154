import { generateNKeysBetween } from 'fractional-indexing';
import { ulid } from 'ulid';
import type { ChatLink } from '@/lib/chats/model';
import { companyKey, tidyCompany } from '@/lib/contacts/companies';
import type { GroundContact, ImportPlan } from '@/lib/contacts/import-plan';
import type { Company, Contact } from '@/lib/contacts/model';
import { DEFAULT_PIPELINE, type Deal } from '@/lib/deals/model';
import { TezError } from '@/lib/limits/model';
import type { Edit } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import type { Task } from '@/lib/tasks/model';

/** Everything that a plan writes: companies, contacts, deals with their links and next steps. */
export async function importEdits(
  { records, now }: { records: Records; now: () => number },
  plan: ImportPlan,
): Promise<Edit[]> {
  const createdAt = now();
  const ids = new Map(plan.create.map(({ id }) => [id, ulid(createdAt)]));
  const idOf = (planned: string) => ids.get(planned) ?? planned;
  const companies = new CompanyEdits(await records.all<Company>('companies'), createdAt);
  const people: Edit[] = [
    ...plan.create.map((made): Edit => {
      const contact: Contact = {
        ...{ id: idOf(made.id), telegram: [], phones: [], tags: [], createdAt, name: made.name },
        ...fieldsOf(made, companies),
      };
      return { table: 'contacts', create: contact };
    }),
    ...plan.change.map(({ id, set }): Edit => ({ table: 'contacts', id, set: fieldsOf(set, companies) })),
  ];

  const orders = await ordersFor(records, plan);
  const deals = plan.deals.flatMap(({ deal, contact, chat }): Edit[] => {
    const id = ulid(createdAt);
    const { title, value, stage, next, due } = deal;
    const created: Deal = {
      ...{ id, title, value, stage, pipeline: DEFAULT_PIPELINE.id, stageSince: createdAt, createdAt },
      order: orders.get(stage)?.shift() ?? '',
      ...(contact === null ? {} : { contacts: [idOf(contact)] }),
    };
    const link: ChatLink | null = chat === null ? null : { id: ulid(createdAt), chat, to: { deal: id } };
    const task: Task | null =
      next === '' && due === null
        ? null
        : { id: ulid(createdAt), on: { deal: id }, title: next || title, due, doneAt: null, createdAt };
    return [
      { table: 'deals', create: created },
      ...(link ? [{ table: 'chatLinks' as const, create: link }] : []),
      ...(task ? [{ table: 'tasks' as const, create: task }] : []),
    ];
  });
  return [...companies.edits, ...people, ...deals];
}

/** The fields as they are stored: what is empty is not there, the company by its id. */
function fieldsOf(set: Partial<GroundContact>, companies: CompanyEdits): Partial<Contact> {
  const { role, username, company, phones, emails, tags } = set;
  return {
    ...(role ? { role } : {}),
    ...(username ? { username } : {}),
    ...(company ? { company: companies.idOf(company) } : {}),
    ...(phones ? { phones: [...phones] } : {}),
    ...(emails && emails.length > 0 ? { emails: [...emails] } : {}),
    ...(tags ? { tags: [...tags] } : {}),
  };
}

/** Orders after every deal of a stage, as many as the plan has deals in it. */
async function ordersFor(records: Records, { deals }: ImportPlan): Promise<Map<string, string[]>> {
  const orders = new Map<string, string[]>();
  for (const stage of new Set(deals.map(({ deal }) => deal.stage))) {
    if (!DEFAULT_PIPELINE.stages.some(({ id }) => id === stage)) throw new TezError('invalidInput');
    const here = await records.where<Deal>('deals', 'stage', stage);
    const last = here.reduce<string | null>((most, { order }) => (most === null || order > most ? order : most), null);
    const count = deals.filter(({ deal }) => deal.stage === stage).length;
    orders.set(stage, generateNKeysBetween(last, null, count));
  }
  return orders;
}

/** Finds companies by their names, and makes those that are not there. */
class CompanyEdits {
  readonly edits: Edit[] = [];
  readonly #ids: Map<string, string>;

  constructor(
    known: readonly Company[],
    private readonly createdAt: number,
  ) {
    this.#ids = new Map(known.map(({ id, name }) => [companyKey(name), id]));
  }

  idOf(typed: string): string {
    const key = companyKey(typed);
    const known = this.#ids.get(key);
    if (known) return known;
    const company: Company = { id: ulid(this.createdAt), name: tidyCompany(typed), createdAt: this.createdAt };
    this.#ids.set(key, company.id);
    this.edits.push({ table: 'companies', create: company });
    return company.id;
  }
}
