import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { Handler } from '@/lib/bus/router';
import { type ChangeDeps, changeHandlers } from '@/lib/changes/service';
import { type ContactDeps, contactHandlers } from '@/lib/contacts/service';
import { type DealDeps, dealHandlers } from '@/lib/deals/service';
import { duplicateHandlers } from '@/lib/duplicates/service';
import { type NoteDeps, noteHandlers } from '@/lib/notes/service';
import { type SyncDeps, syncHandlers } from '@/lib/sync/service';
import { type TaskDeps, taskHandlers } from '@/lib/tasks/service';
import { type TemplateDeps, templateHandlers } from '@/lib/templates/service';

export type CrmDeps = ChangeDeps & ContactDeps & DealDeps & NoteDeps & SyncDeps & TaskDeps & TemplateDeps;

/** The commands that read and write the CRM's own records. */
export type CrmPart = (deps: CrmDeps) => Handler[];

/** Loaded by the background when the first of these commands comes (entrypoints/background/load-scripts.ts). */
export default defineUnlistedScript(() => {
  globalThis.tezCrm = (deps) => [
    ...changeHandlers(deps),
    ...contactHandlers(deps),
    ...dealHandlers(deps),
    ...duplicateHandlers(deps),
    ...noteHandlers(deps),
    ...syncHandlers(deps),
    ...taskHandlers(deps),
    ...templateHandlers(deps),
  ];
});
