/** Runs sequences of events and trouble, and compares client and server after each. */
import { seededRandom } from '@/tests/telegram/world/random';
import { differences } from './compare';
import { Lane } from './lane';
import { chooseStep } from './steps';

export interface Divergence {
  seed: number;
  steps: string[];
  /** In what they differ; or why the healing came to no end. */
  found: string[];
}

const LONGEST = 14;
/** More than this in a chat, and the oldest go: they would only make the comparison slow. */
const MOST_MESSAGES = 40;

/** One sequence; what it leaves behind is where the next one begins. */
async function sequence(lane: Lane, seed: number): Promise<Divergence | null> {
  const random = seededRandom(seed);
  const steps: string[] = [];
  const length = 2 + Math.floor(random() * (LONGEST - 1));
  try {
    for (let n = 0; n < length; n += 1) {
      const step = chooseStep(random);
      steps.push(step.name);
      await step.run(lane, random);
      // Sometimes the client has time to take in what was said, sometimes not.
      const pause = random();
      if (pause < 0.3) await new Promise((resolve) => setTimeout(resolve, pause * 60));
    }
    await lane.heal();
  } catch (error) {
    return { seed, steps, found: [String(error instanceof Error ? (error.stack ?? error.message) : error)] };
  }
  const found = [...differences(lane.kept, lane.telegram), ...lane.telegram.failures.splice(0).map(String)];
  return found.length ? { seed, steps, found } : null;
}

async function prune({ telegram }: Lane): Promise<void> {
  for (const channel of telegram.world.channels.keys()) await pruneChat(telegram, channel);
  for (const chat of [102, 103, -201]) await pruneChat(telegram, chat);
}

async function pruneChat(telegram: Lane['telegram'], chat: number): Promise<void> {
  const messages = telegram.messagesOf({ chat });
  const ids = messages.slice(0, messages.length - MOST_MESSAGES / 2).map(({ id }) => id);
  if (messages.length > MOST_MESSAGES) await telegram.deletes({ chat, ids });
}

/**
 * @param options.runs sequences in all, `options.lanes` of them at a time
 * @returns those after which client and server differed
 */
export async function runSequences({
  runs,
  seed,
  lanes,
  onProgress,
}: {
  runs: number;
  seed: number;
  lanes: number;
  onProgress?: (done: number, bad: number) => void;
}): Promise<Divergence[]> {
  const bad: Divergence[] = [];
  let next = 0;
  let done = 0;
  let starting: Promise<Lane> | undefined;
  const work = async (at: number): Promise<void> => {
    // One after the other: making keys is the most work a lane ever does.
    const before = starting;
    starting = (before ?? Promise.resolve()).then(() => Lane.start(seed + at));
    const lane = await starting;
    while (next < runs) {
      const divergence = await sequence(lane, seed + next++);
      done += 1;
      if (divergence) {
        bad.push(divergence);
        await lane.resync();
      }
      await prune(lane);
      onProgress?.(done, bad.length);
    }
    await lane.close();
  };
  await Promise.all(Array.from({ length: Math.min(lanes, runs) }, (_, at) => work(at)));
  return bad;
}
