/** What may happen: in Telegram, on the way, and to the client. Each is chosen by a seeded random number. */
import { type Random, randomInteger } from '@/tests/telegram/world/random';
import type { Lane } from './lane';
import { CHATS, type Chat } from './world';

interface Step {
  name: string;
  /** How often it is chosen, against the others. */
  weight: number;
  run: (lane: Lane, random: Random) => Promise<unknown>;
}

const REACTIONS = ['👍', '🔥', '❤', ''];
const TROUBLE = ['lose', 'lose', 'double', 'hold'] as const;

function pick<T>(random: Random, list: readonly T[]): T {
  return list[randomInteger(random, 0, list.length)] as T;
}

const chance = (random: Random, share: number): boolean => random() < share;

let lastText = 0;
const newText = (): string => `Words ${++lastText}`;

/** A message of a chat, the newest ones most often; none where a chat is empty. */
function someMessage(lane: Lane, random: Random, chat: Chat, ours?: boolean): number | undefined {
  const all = lane.telegram
    .messagesOf({ chat: chat.peer })
    .filter((it) => !it.action && (ours === undefined || (it.from === 101) === ours));
  const back = Math.floor(random() * random() * all.length);
  return all.at(-1 - back)?.id;
}

/** What needs a message of the chat. */
function onMessage(
  act: (lane: Lane, random: Random, chat: Chat, id: number) => Promise<unknown>,
  ours?: boolean,
): Step['run'] {
  return async (lane, random) => {
    const chat = pick(random, CHATS);
    const id = someMessage(lane, random, chat, ours);
    if (id !== undefined) await act(lane, random, chat, id);
  };
}

/** The client's own acts may fail by the trouble around them; what became of them is seen in the comparison. */
function ofClient(act: Step['run']): Step['run'] {
  return async (lane, random) => {
    await Promise.resolve(act(lane, random)).catch(() => {});
  };
}

const happening: Step[] = [
  {
    name: 'receives',
    weight: 10,
    run: async ({ telegram }, random) => {
      const { peer, writers } = pick(random, CHATS);
      const from = pick(random, writers);
      const carried = chance(random, 0.15) ? { photo: true } : {};
      const answered = chance(random, 0.2) ? telegram.messagesOf({ chat: peer }).at(-1)?.id : undefined;
      const reply = answered === undefined ? {} : { replyTo: answered };
      await telegram.receives({ from, chat: peer, text: newText(), ...carried, ...reply });
    },
  },
  {
    name: 'receives an album',
    weight: 1,
    run: ({ telegram }, random) => {
      const { peer, writers } = pick(random, CHATS);
      const files = Array.from({ length: randomInteger(random, 2, 5) }, () => ({ photo: true }));
      return telegram.receivesAlbum({ from: pick(random, writers), chat: peer, text: newText(), files });
    },
  },
  {
    name: 'sends from another device',
    weight: 4,
    run: ({ telegram }, random) => telegram.sends({ chat: pick(random, CHATS.slice(0, 4)).peer, text: newText() }),
  },
  {
    name: 'edits',
    weight: 5,
    run: onMessage(({ telegram }, _, { peer }, id) => telegram.edits({ chat: peer, id, newText: newText() })),
  },
  {
    name: 'deletes',
    weight: 4,
    run: onMessage(({ telegram }, random, { peer }, id) => {
      const after = telegram.messagesOf({ chat: peer }).filter((it) => it.id >= id);
      const ids = after.slice(0, randomInteger(random, 1, 4)).map((it) => it.id);
      return telegram.deletes({ chat: peer, ids });
    }),
  },
  {
    name: 'reacts',
    weight: 4,
    run: onMessage(({ telegram }, random, { peer, writers }, id) =>
      telegram.reacts({ chat: peer, id, from: pick(random, writers), emoji: pick(random, REACTIONS) }),
    ),
  },
  {
    name: 'pins',
    weight: 2,
    run: onMessage(({ telegram }, random, { peer, name }, id) => {
      const silently = name === 'Timber news' || chance(random, 0.5);
      return telegram.pins({ chat: peer, id, unpin: chance(random, 0.4), silently });
    }),
  },
  {
    name: 'reads elsewhere',
    weight: 2,
    run: onMessage(({ telegram }, _, { peer }, id) => telegram.readsElsewhere({ chat: peer, upTo: id })),
  },
  {
    name: 'is seen',
    weight: 2,
    run: onMessage(({ telegram }, _, { peer }, id) => telegram.seen({ chat: peer, upTo: id }), true),
  },
  {
    name: 'schedules',
    weight: 2,
    run: ({ telegram }, random) => {
      const at = Math.floor(Date.now() / 1000) + randomInteger(random, 3600, 86_400);
      return telegram.schedules({ chat: pick(random, CHATS.slice(0, 4)).peer, text: newText(), at });
    },
  },
  {
    name: 'what was scheduled comes due',
    weight: 2,
    run: ({ telegram }, random) => telegram.comesDue({ chat: pick(random, CHATS.slice(0, 4)).peer }),
  },
  {
    name: 'takes another name',
    weight: 1,
    run: ({ telegram }) => telegram.renames({ person: 102, name: `Anna ${newText()}` }),
  },
];

const own: Step[] = [
  {
    name: 'the client sends',
    weight: 3,
    run: ofClient((lane, random) => {
      const content = { is: 'text' as const, text: newText(), entities: [], linkPreview: false };
      const { peer } = pick(random, CHATS.slice(0, 4));
      return lane.port.send({ peer, randomId: lane.randomId(), content, silent: false });
    }),
  },
  {
    name: 'the client edits',
    weight: 2,
    run: ofClient(
      onMessage(({ port }, _, { peer }, id) => port.edit(peer, id, { text: { text: newText(), entities: [] } }), true),
    ),
  },
  {
    name: 'the client deletes',
    weight: 2,
    run: ofClient(onMessage(({ port }, _, { peer }, id) => port.delete(peer, [id], { forAll: true }), true)),
  },
  {
    name: 'the client reacts',
    weight: 2,
    run: ofClient(
      onMessage(({ port }, random, { peer }, id) => {
        const emoji = pick(random, REACTIONS);
        return port.react(peer, id, emoji ? [{ emoji }] : []);
      }),
    ),
  },
];

const scheduling: Step[] = [
  {
    name: 'the client schedules',
    weight: 1,
    run: ofClient((lane, random) => {
      const content = { is: 'text' as const, text: newText(), entities: [], linkPreview: false };
      const scheduleAt = Date.now() + randomInteger(random, 3_600_000, 86_400_000);
      const { peer } = pick(random, CHATS.slice(0, 4));
      return lane.port.send({ peer, randomId: lane.randomId(), content, silent: false, scheduleAt });
    }),
  },
  {
    name: 'the client cancels what it scheduled',
    weight: 1,
    run: ofClient(async (lane, random) => {
      const { peer } = pick(random, CHATS.slice(0, 4));
      const [first] = await lane.port.scheduled(peer);
      if (first) await lane.port.deleteScheduled(peer, [first.id]);
    }),
  },
  {
    name: 'the client forwards',
    weight: 1,
    run: ofClient(
      onMessage((lane, random, { peer }, id) => {
        const { peer: to } = pick(random, CHATS.slice(0, 4));
        const how = { withSender: chance(random, 0.5), withCaption: true, silent: false };
        return lane.port.forward({ from: peer, ids: [id], to, randomIds: [lane.randomId()], ...how });
      }),
    ),
  },
];

const DIFFERENCES = ['updates.getDifference', 'updates.getChannelDifference'];

const trouble: Step[] = [
  {
    name: 'Telegram will not tell what was missed',
    weight: 0.3,
    run: async ({ telegram }, random) =>
      telegram.failNext({ method: pick(random, DIFFERENCES), error: pick(random, ['INTERNAL', 'FLOOD_WAIT_1']) }),
  },
  {
    name: 'updates are lost, doubled or late',
    weight: 14,
    run: async ({ telegram }, random) =>
      telegram.disturbUpdates({ what: pick(random, TROUBLE), times: randomInteger(random, 1, 4) }),
  },
  {
    name: 'the connection is cut',
    weight: 2,
    run: async ({ telegram }, random) => telegram.cutConnections({ forget: chance(random, 0.5) }),
  },
  {
    name: 'the common log is too long',
    weight: 1,
    run: async ({ telegram }, random) => telegram.forgetUpdates({ keep: randomInteger(random, 0, 3) }),
  },
  {
    name: 'a channel’s log is too long',
    weight: 2,
    run: async ({ telegram }, random) =>
      telegram.forgetUpdates({ chat: pick(random, CHATS.slice(3)).peer, keep: randomInteger(random, 0, 3) }),
  },
  {
    name: 'the sink fails',
    weight: 0.5,
    run: async (lane) => {
      lane.sinkFails = 1;
    },
  },
  { name: 'the worker dies', weight: 1.5, run: (lane) => lane.crash() },
];

const STEPS: readonly Step[] = [...happening, ...own, ...scheduling, ...trouble];
const WEIGHT = STEPS.reduce((sum, { weight }) => sum + weight, 0);

export function chooseStep(random: Random): Step {
  let left = random() * WEIGHT;
  for (const step of STEPS) {
    left -= step.weight;
    if (left < 0) return step;
  }
  return STEPS[0] as Step;
}
