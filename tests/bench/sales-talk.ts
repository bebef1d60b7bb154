/** Seeded talk of salespeople and customers in English and Russian: words as frequent and as many as in real chats. */

const OPENERS = [
  ['Hi', 'Hello', 'Good morning', 'Sure', 'Thanks', 'Ok', 'Great', 'Sorry', 'Quick question:', 'Just checking:'],
  ['Привет', 'Добрый день', 'Здравствуйте', 'Конечно', 'Спасибо', 'Хорошо', 'Отлично', 'Извините', 'Вопрос:', 'Да,'],
];

const COMMON = [
  `the to a and I is you we it for in of on that can have be are with this will not do your our but if so at just need
   send price offer when please let me know what about from would like by get as order all there was my one time today
   tomorrow week call meeting contract invoice payment discount delivery stock sample quality team manager client
   company website catalog shipping deadline budget proposal demo trial feature request update status number address`,
  `и в не на я что с по а у мы это как за вы но к вам так из то для все от нам если уже есть меня был бы до же мне еще
   только или чтобы когда вас можно цена заказ договор счет оплата скидка доставка завтра сегодня неделя звонок встреча
   отправьте пришлите получили нужно хотим будет сможете наш ваш товар склад образец качество менеджер клиент компания
   сайт каталог срок бюджет предложение адрес номер вопрос ответ жду понял готово спасибо пожалуйста ещё её всё`,
].map((words) => words.split(/\s+/));

const SYLLABLES = [
  `ba be bi bo con dis ex for ga in ka le li man mar ne nor pa per pre pro ra re ro sa se ser sta ta ter ti tra un ver`,
  `ба ве во го да до за зна ка ко кра ла ли ло ма ме мо на не но об от па пе по при про ра ре ро са се со ста та те то`,
].map((words) => words.split(/\s+/));

const ENDINGS = [
  ['', 's', 'ed', 'ing', 'er', 'ly', 'ion', 'able'],
  ['', 'а', 'у', 'ом', 'ами', 'ов', 'ый', 'ого', 'ая', 'ить', 'ит', 'или'],
];

/** mulberry32: small, seeded, good enough for words. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface SaidMessage {
  /** Index of the chat, from 0; low ones talk more. */
  chat: number;
  text: string;
  /** UTC ms, rising. */
  date: number;
  out: boolean;
}

const CHATS = 1000;
const RARE = 40_000;
const FIRST = Date.UTC(2024, 0, 1);

/** `count` messages over two years, oldest first. The same for the same seed. */
export function* salesTalk(count: number, seed = 1): Generator<SaidMessage> {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const step = (730 * 86_400_000) / count;
  for (let i = 0; i < count; i++) {
    const chat = Math.floor(CHATS * random() ** 2);
    // A chat speaks one language, and one in ten words of it is the other's.
    const own = chat % 2;
    const length = 1 + Math.floor(14 * random() ** 1.5);
    const words: string[] = random() < 0.2 ? [pick(OPENERS[own] as string[])] : [];
    for (let k = 0; k < length; k++) {
      const language = random() < 0.1 ? 1 - own : own;
      const kind = random();
      if (kind < 0.72) words.push(zipf(COMMON[language] as string[], random));
      else if (kind < 0.95) words.push(rareWord(Math.floor(RARE * random() ** 2.5), language));
      else if (kind < 0.98) words.push(String(Math.floor(10 ** (1 + 4 * random()))));
      else words.push(`№${Math.floor(random() * 90_000)}`);
    }
    const text = words.join(' ');
    yield {
      chat,
      text: text.charAt(0).toUpperCase() + text.slice(1) + pick(['', '.', '!', '?', ' 🙂']),
      date: FIRST + Math.floor(i * step),
      out: random() < 0.5,
    };
  }
}

function zipf(words: readonly string[], random: () => number): string {
  return words[
    Math.min(words.length - 1, Math.floor(words.length ** random()) - 1 + Math.floor(random() * 2))
  ] as string;
}

function rareWord(number: number, language: number): string {
  const syllables = SYLLABLES[language] as string[];
  const endings = ENDINGS[language] as string[];
  let rest = Math.imul(number + 1, 2_654_435_761) >>> 0;
  let word = '';
  for (let k = 0; k < 2 + (number % 3); k++) {
    word += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  }
  return word + (endings[(number * 7) % endings.length] as string);
}

/** Queries as people type them: beginnings of words (two letters or more), several words, phrases; drawn from what was said. */
export function queriesFor(said: readonly SaidMessage[], count: number, seed = 2): string[] {
  const random = randomOf(seed);
  const queries: string[] = [];
  const beginningOf = (word: string) => word.slice(0, 2 + Math.floor(random() * (word.length - 1)));
  while (queries.length < count) {
    const { text } = said[Math.floor(random() * said.length)] as SaidMessage;
    const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
    const at = Math.floor(random() * words.length);
    const word = words[at];
    if (word === undefined) continue;
    const next = words[at + 1];
    const part = beginningOf(word);
    const kind = random();
    if (kind < 0.5 || next === undefined) queries.push(part);
    else if (kind < 0.75) queries.push(`${word} ${beginningOf(next)}`);
    else if (kind < 0.9) queries.push(`${words[Math.floor(random() * words.length)]} ${part}`);
    else queries.push(`"${word} ${next}"`);
  }
  return queries;
}
