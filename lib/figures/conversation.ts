/**
 * Figures of a conversation: how fast each side answers, when people write, and who waits for whom. All of them need only
 * who wrote and when, so they are the same whether Tez keeps the words of a chat or not.
 */
import { localTime, type WorkingHours, workingTime } from './hours';

/** One message, as far as figures are concerned. Service messages and those of bots are not among them (mission: waiting). */
export interface Said {
  /** UTC ms. */
  at: number;
  /** By an account of ours or a colleague. */
  ours: boolean;
}

/**
 * A turn: all messages of one side between two of the other. A burst of five short messages is one turn, and one thing
 * to answer; how long its side was kept waiting counts from its first message.
 */
export interface Turn {
  ours: boolean;
  /** UTC ms of its first and last message. */
  from: number;
  to: number;
  messages: number;
}

/** After so long without a word from either side, what comes next is a new conversation, milliseconds. */
export const NEW_CONVERSATION_AFTER = 3 * 24 * 60 * 60_000;

/** Messages gathered into turns. @param said in any order; those of one instant keep theirs */
export function turnsOf(said: readonly Said[]): Turn[] {
  const turns: Turn[] = [];
  for (const { at, ours } of [...said].sort((a, b) => a.at - b.at)) {
    const last = turns.at(-1);
    if (last?.ours === ours) {
      last.to = at;
      last.messages += 1;
    } else turns.push({ ours, from: at, to: at, messages: 1 });
  }
  return turns;
}

/** An answer: how long the side that wrote first waited for it. */
export interface Response {
  /** Ours: we answered them. */
  ours: boolean;
  /** UTC ms of the first message of the turn that was answered, and of the answer. */
  asked: number;
  answered: number;
  /** Milliseconds between them on the wall's clock, and on that of working hours where these are given. */
  took: number;
  tookWorking: number;
  /** The answer to the first turn of a conversation. */
  first: boolean;
}

/**
 * Every answer of either side. A turn is answered by the first message of the turn after it. It is a *first* response
 * where the turn it answers begins the chat, or comes after {@link NEW_CONVERSATION_AFTER} of silence.
 *
 * Working time counts what lies within working hours only: a question of Friday 17:55 that is answered on Monday at 9:05
 * took 10 minutes from 9:00 to 18:00. Without working hours both times are the same.
 */
export function responsesOf(
  turns: readonly Turn[],
  options: { hours?: WorkingHours; newConversationAfter?: number } = {},
): Response[] {
  const { hours, newConversationAfter = NEW_CONVERSATION_AFTER } = options;
  return turns.flatMap((asked, index) => {
    const answer = turns[index + 1];
    if (!answer) return [];
    const before = turns[index - 1];
    const took = answer.from - asked.from;
    return {
      ours: answer.ours,
      asked: asked.from,
      answered: answer.from,
      took,
      tookWorking: hours ? workingTime(hours, asked.from, answer.from) : took,
      first: before === undefined || asked.from - before.to >= newConversationAfter,
    };
  });
}

export interface Spread {
  count: number;
  /** Null where nothing was counted. */
  median: number | null;
  mean: number | null;
  /** Nine in ten are no greater. */
  p90: number | null;
}

/**
 * Median, mean and 90th percentile. The median of an even count is the mean of the middle two; p90 is the smallest value
 * that at least 90 % of the values do not exceed (nearest rank).
 */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { count: 0, median: null, mean: null, p90: null };
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? 0;
  const half = sorted.length / 2;
  return {
    count: sorted.length,
    median: (at(Math.ceil(half) - 1) + at(Math.floor(half))) / 2,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    p90: at(Math.ceil(sorted.length * 0.9) - 1),
  };
}

export interface ResponseFigures {
  /** How long they waited for us, milliseconds: all answers, and those that began a conversation. */
  ours: Spread;
  oursFirst: Spread;
  /** How long we waited for them. */
  theirs: Spread;
  theirsFirst: Spread;
}

/** Answers counted by side. `working`: by the clock of working hours. */
export function responseFigures(responses: readonly Response[], working: boolean): ResponseFigures {
  const took = (ours: boolean, first: boolean) =>
    spreadOf(
      responses
        .filter((it) => it.ours === ours && (!first || it.first))
        .map((it) => (working ? it.tookWorking : it.took)),
    );
  return {
    ours: took(true, false),
    oursFirst: took(true, true),
    theirs: took(false, false),
    theirsFirst: took(false, true),
  };
}

/** Messages by weekday (Monday first) and hour of the day on a zone's clock: `[weekday][hour]`. */
export interface HourVolume {
  ours: number[][];
  theirs: number[][];
}

export function volumeByHour(said: readonly Said[], zone: string): HourVolume {
  const empty = () => Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const volume: HourVolume = { ours: empty(), theirs: empty() };
  for (const { at, ours } of said) {
    const { weekday, hour } = localTime(zone, at);
    const row = (ours ? volume.ours : volume.theirs)[weekday];
    if (row) row[hour] = (row[hour] ?? 0) + 1;
  }
  return volume;
}

/** Messages of one local day; `day` counts days since 1970-01-01. */
export interface DayVolume {
  day: number;
  ours: number;
  theirs: number;
}

/** Messages by local day, oldest first, with the empty days between the first and the last. */
export function volumeByDay(said: readonly Said[], zone: string): DayVolume[] {
  const byDay = new Map<number, DayVolume>();
  for (const { at, ours } of said) {
    const { day } = localTime(zone, at);
    const count = byDay.get(day) ?? { day, ours: 0, theirs: 0 };
    count[ours ? 'ours' : 'theirs'] += 1;
    byDay.set(day, count);
  }
  const days = [...byDay.keys()];
  if (days.length === 0) return [];
  const first = days.reduce((a, b) => Math.min(a, b));
  const last = days.reduce((a, b) => Math.max(a, b));
  return Array.from(
    { length: last - first + 1 },
    (_, n) => byDay.get(first + n) ?? { day: first + n, ours: 0, theirs: 0 },
  );
}

/**
 * Who waits for whom: the side of the last turn, since its first message. `they` wait for us (mission: waiting), `we` wait for
 * them, or nothing was said yet.
 */
export type Waiting = { who: 'they' | 'we'; since: number } | { who: 'nobody' };

export function waitingOf(turns: readonly Turn[]): Waiting {
  const last = turns.at(-1);
  return last ? { who: last.ours ? 'we' : 'they', since: last.from } : { who: 'nobody' };
}
