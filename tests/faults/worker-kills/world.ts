import { readFileSync } from 'node:fs';
import { scenarioFile } from '../../e2e/fixture/scenario';
import type { Scenario } from '../../telegram';

/** Chats that are in the CRM, as the stories call them, and who writes there. */
export const CHATS = [
  { name: 'Anna Berg', from: 'Anna Berg' },
  { name: 'Lübeck harbour team', from: 'Olga Weiss' },
  { name: 'Timber traders', from: 'Anna Berg' },
] as const;

/** Messages that each chat has before Tez comes: a few answers of Telegram. */
const PAST = 350;

/** The small scenario, with a history to import in each of {@link CHATS}. */
export function worldOfKills(): Scenario {
  const small = JSON.parse(readFileSync(scenarioFile('small'), 'utf8')) as Scenario;
  const chats = (small.chats ?? []).map((chat) => {
    const name = 'with' in chat ? chat.with : 'title' in chat ? chat.title : '';
    const known = CHATS.find((own) => own.name === name);
    if (!known || !('messages' in chat)) return chat;
    const from = 'with' in chat ? {} : { from: known.from };
    const past = Array.from({ length: PAST }, (_, i) => {
      return { ...from, at: `${10 + Math.ceil((PAST - i) / 10)}d ago`, text: `Before Tez, ${i}` };
    });
    return { ...chat, messages: [...past, ...(chat.messages ?? [])] };
  });
  return { ...small, chats } as Scenario;
}
