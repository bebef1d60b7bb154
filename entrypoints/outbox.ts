import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createOutbox } from '@/lib/outbox/service';

/** Sending: the queue, and what becomes of it. */
export type OutboxPart = typeof createOutbox;

/**
 * Loaded by the background with the first command of the outbox, and at its start where something is on its way
 * (entrypoints/background/load-scripts.ts).
 */
export default defineUnlistedScript(() => {
  globalThis.tezOutbox = createOutbox;
});
