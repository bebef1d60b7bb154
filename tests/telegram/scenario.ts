/** The scenario file: who and what exists when the local Telegram starts. The format is described in README.md. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const reference = v.union([v.string(), v.number()]);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000));
const seconds = v.pipe(v.number(), v.minValue(0));

/** What a message carries. Of the first seven at most one. */
const carried = {
  photo: v.optional(v.union([v.boolean(), v.strictObject({ width: size, height: size })])),
  voice: v.optional(seconds),
  round: v.optional(seconds),
  video: v.optional(
    v.strictObject({
      seconds,
      width: v.optional(size),
      height: v.optional(size),
      kilobytes: v.optional(v.pipe(v.number(), v.minValue(0))),
    }),
  ),
  audio: v.optional(v.strictObject({ seconds, title: v.optional(v.string()), performer: v.optional(v.string()) })),
  file: v.optional(v.strictObject({ name: v.string(), kilobytes: v.pipe(v.number(), v.minValue(0)) })),
  location: v.optional(v.tuple([v.number(), v.number()])),
  place: v.optional(v.strictObject({ title: v.string(), address: v.string() })),
  contact: v.optional(reference),
  poll: v.optional(
    v.strictObject({
      question: v.string(),
      answers: v.pipe(v.array(v.string()), v.minLength(2)),
      quiz: v.optional(v.boolean(), false),
      closed: v.optional(v.boolean(), false),
    }),
  ),
  page: v.optional(
    v.strictObject({
      url: v.string(),
      site: v.optional(v.string()),
      title: v.optional(v.string()),
      description: v.optional(v.string()),
    }),
  ),
  spoiler: v.optional(v.boolean()),
  selfDestructs: v.optional(count),
};

const markNames = [
  'bold',
  'italic',
  'underline',
  'strike',
  'spoiler',
  'code',
  'pre',
  'quote',
  'link',
  'person',
  'emoji',
] as const;

const message = v.strictObject({
  from: v.optional(reference),
  at: v.string(),
  text: v.optional(v.string(), ''),
  marks: v.optional(
    v.array(
      v.strictObject({
        is: v.picklist(markNames),
        text: v.string(),
        to: v.optional(v.union([v.string(), v.number()])),
      }),
    ),
    [],
  ),
  edited: v.optional(v.string()),
  replyTo: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  quote: v.optional(v.string()),
  forwardedFrom: v.optional(reference),
  album: v.optional(v.string()),
  reaction: v.optional(v.string()),
  reactions: v.optional(v.array(v.strictObject({ emoji: v.string(), from: v.array(reference) })), []),
  pinned: v.optional(v.boolean(), false),
  silent: v.optional(v.boolean(), false),
  viaBot: v.optional(reference),
  author: v.optional(v.string()),
  isProtected: v.optional(v.boolean(), false),
  call: v.optional(
    v.strictObject({
      seconds: v.optional(seconds),
      video: v.optional(v.boolean(), false),
      missed: v.optional(v.boolean(), false),
    }),
  ),
  ...carried,
});

const filler = v.strictObject({
  count,
  from: v.string(),
  to: v.string(),
  language: v.optional(v.picklist(['en', 'ru']), 'en'),
});

const seenByUs = {
  unread: v.optional(count, 0),
  unseen: v.optional(count, 0),
  messages: v.optional(v.array(message), []),
};

const everyChat = {
  account: v.optional(reference),
  pinned: v.optional(v.boolean(), false),
  muted: v.optional(v.boolean(), false),
  archived: v.optional(v.boolean(), false),
  unreadMark: v.optional(v.boolean(), false),
  draft: v.optional(v.string()),
  scheduled: v.optional(v.array(v.strictObject({ in: v.string(), text: v.string() })), []),
  filler: v.optional(filler),
  ...seenByUs,
};

const everyGroup = {
  title: v.pipe(v.string(), v.nonEmpty('must not be empty')),
  id: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  about: v.optional(v.string(), ''),
  members: v.optional(v.array(reference), []),
  admins: v.optional(v.array(reference), []),
  creator: v.optional(reference),
  photo: v.optional(v.boolean(), false),
  createdAt: v.optional(v.string()),
  isProtected: v.optional(v.boolean(), false),
  mayNotWrite: v.optional(v.array(reference), []),
};

const topic = v.strictObject({
  title: v.pipe(v.string(), v.nonEmpty('must not be empty')),
  color: v.optional(v.pipe(v.number(), v.integer()), 0x6fb9f0),
  closed: v.optional(v.boolean(), false),
  pinned: v.optional(v.boolean(), false),
  ...seenByUs,
});

const chat = v.variant('type', [
  v.strictObject({ type: v.literal('private'), with: reference, ...everyChat }),
  v.strictObject({ type: v.literal('saved'), ...everyChat }),
  v.strictObject({ type: v.literal('group'), ...everyGroup, ...everyChat }),
  v.strictObject({
    type: v.literal('supergroup'),
    username: v.optional(v.string()),
    slowMode: v.optional(count, 0),
    ...everyGroup,
    ...everyChat,
  }),
  v.strictObject({
    type: v.literal('forum'),
    username: v.optional(v.string()),
    topics: v.optional(v.array(topic), []),
    ...everyGroup,
    ...everyChat,
  }),
  v.strictObject({
    type: v.literal('channel'),
    username: v.optional(v.string()),
    subscribers: v.optional(count, 0),
    ...everyGroup,
    ...everyChat,
  }),
]);

const phone = v.pipe(
  v.string(),
  v.regex(/^\+[\d ]{7,20}$/, 'must be an international phone number such as "+49 151 23456789"'),
);

const person = v.strictObject({
  name: v.pipe(v.string(), v.nonEmpty('must not be empty')),
  id: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  username: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]\w{3,31}$/, 'must be 4 to 32 letters, digits or _'))),
  phone: v.optional(phone),
  hidesPhone: v.optional(v.boolean(), false),
  bio: v.optional(v.string(), ''),
  lastSeen: v.optional(v.string(), 'recently'),
  contact: v.optional(v.boolean(), false),
  bot: v.optional(v.boolean(), false),
  deleted: v.optional(v.boolean(), false),
  premium: v.optional(v.boolean(), false),
  verified: v.optional(v.boolean(), false),
  photo: v.optional(v.boolean(), false),
  premiumOnly: v.optional(v.boolean(), false),
  stars: v.optional(count, 0),
  blocksUs: v.optional(v.boolean(), false),
  hours: v.optional(
    v.strictObject({
      zone: v.string(),
      days: v.array(v.picklist(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])),
      from: count,
      to: count,
    }),
  ),
  address: v.optional(v.strictObject({ text: v.string(), lat: v.number(), long: v.number() })),
});

const device = v.strictObject({
  device: v.string(),
  platform: v.string(),
  app: v.string(),
  activeAt: v.optional(v.string(), 'now'),
});

const account = v.strictObject({
  person: reference,
  dc: v.optional(v.pipe(v.number(), v.integer())),
  password: v.optional(v.string()),
  hint: v.optional(v.string(), ''),
  contacts: v.optional(v.array(reference), []),
  devices: v.optional(v.array(device), []),
  folders: v.optional(
    v.array(
      v.strictObject({
        title: v.string(),
        emoji: v.optional(v.string()),
        chats: v.optional(v.array(reference), []),
        pinned: v.optional(v.array(reference), []),
        exclude: v.optional(v.array(reference), []),
        groups: v.optional(v.boolean(), false),
        contacts: v.optional(v.boolean(), false),
        nonContacts: v.optional(v.boolean(), false),
        channels: v.optional(v.boolean(), false),
        bots: v.optional(v.boolean(), false),
        withoutMuted: v.optional(v.boolean(), false),
        withoutRead: v.optional(v.boolean(), false),
        withoutArchived: v.optional(v.boolean(), false),
      }),
    ),
    [],
  ),
});

const scenario = v.strictObject({
  name: v.optional(v.string(), ''),
  dcs: v.optional(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))), [2, 4]),
  homeDc: v.optional(v.pipe(v.number(), v.integer())),
  api: v.optional(v.array(v.strictObject({ id: v.pipe(v.number(), v.integer()), hash: v.string() }))),
  code: v.optional(
    v.strictObject({
      fixed: v.optional(v.pipe(v.string(), v.regex(/^\d{5,6}$/, 'must be 5 or 6 digits'))),
      resendAfter: v.optional(count, 60),
      validFor: v.optional(count, 300),
    }),
  ),
  main: v.optional(reference),
  people: v.optional(v.array(person), []),
  accounts: v.pipe(v.array(account), v.minLength(1, 'must name at least one account')),
  chats: v.optional(v.array(chat), []),
});

/** A scenario as it is written: everything with a default may be left out. */
export type Scenario = v.InferInput<typeof scenario>;
/** A scenario with its defaults filled in. */
export type FullScenario = v.InferOutput<typeof scenario>;
export type ChatSpec = FullScenario['chats'][number];
export type MessageSpec = v.InferOutput<typeof message>;
export type PersonSpec = v.InferOutput<typeof person>;

/** A scenario that cannot be used; the message is one sentence that names the wrong key. */
export class ScenarioError extends Error {
  override name = 'ScenarioError';
}

/** `people`, 3, `name` → `people[3].name`. */
export function keyPath(keys: (string | number)[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return path ? `${path}.${key}` : key;
  }, '');
}

/**
 * Checks a scenario and fills in its defaults.
 * @throws ScenarioError naming the first wrong key
 */
export function checkScenario(input: unknown): FullScenario {
  if (Array.isArray(input)) throw new ScenarioError('The scenario must be one object in braces, not a list.');
  const result = v.safeParse(scenario, input);
  if (result.success) return result.output;
  // A key with a typo is told as that, not as the one that is missing for it.
  const unknown = result.issues.find(isUnknownKey);
  const issue = unknown ?? result.issues[0];
  const path = keyPath((issue.path ?? []).map(({ key }) => key as string | number));
  if (unknown) throw new ScenarioError(`The scenario has an unknown key: ${path}.`);
  if (issue.received === 'undefined') throw new ScenarioError(`The scenario lacks the key ${path || 'at its top'}.`);
  const complaint =
    issue.kind === 'validation' ? issue.message : `expected ${issue.expected} but found ${issue.received}`;
  throw new ScenarioError(`The scenario is wrong at ${path || 'its top'}: ${complaint}.`);
}

function isUnknownKey({ kind, type, expected }: v.BaseIssue<unknown>): boolean {
  return kind === 'schema' && type === 'strict_object' && expected === 'never';
}

/**
 * Reads and checks a scenario file.
 * @throws ScenarioError with one sentence: file missing, not JSON, or which key is wrong
 */
export function readScenario(path: string): FullScenario {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new ScenarioError(`The scenario file ${path} ${reason}.`);
  }
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    const why = (error as Error).message.replace(/\s+/g, ' ');
    throw new ScenarioError(`The scenario file ${path} is not JSON: ${why}.`);
  }
  return checkScenario(input);
}
