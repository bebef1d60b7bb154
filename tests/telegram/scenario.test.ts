import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SMALL } from './clients/small';
import { checkScenario, readScenario, type Scenario } from './scenario';
import { buildWorld } from './world/build';

const NOW = Date.UTC(2026, 10, 24, 15, 40);

const minimal: Scenario = {
  people: [
    { name: 'Mikhail Sorokin', phone: '+49 151 23456789' },
    { name: 'Anna Berg', username: 'annaberg' },
  ],
  accounts: [{ person: 'Mikhail Sorokin' }],
  chats: [{ type: 'private', with: 'Anna Berg', messages: [{ at: '2h ago', text: 'Hi' }] }],
};

/** The sentence a scenario is refused with; '' when it is accepted. */
function complaint(change: (scenario: Record<string, never>) => void): string {
  const scenario = structuredClone(minimal);
  change(scenario as never);
  try {
    buildWorld(checkScenario(scenario), 1, () => NOW);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

// Scenarios are plain JSON, so wrong ones are written without types.
type Loose = { people: object[]; accounts: object[]; chats: { messages: object[] }[]; [key: string]: unknown };
const wrong = (change: (scenario: Loose) => void): string => complaint(change as never);

describe('a scenario', () => {
  it('is accepted with the least there can be', () => {
    expect(wrong(() => {})).toBe('');
  });

  it.each<[string, (scenario: Loose) => void, string]>([
    ['an unknown key', (it) => Object.assign(it, { colour: 1 }), 'The scenario has an unknown key: colour.'],
    [
      'a key with a typo',
      (it) => {
        Object.assign(it, { acounts: it.accounts });
        Reflect.deleteProperty(it, 'accounts');
      },
      'The scenario has an unknown key: acounts.',
    ],
    [
      'an unknown key far down',
      (it) => Object.assign(it.chats[0]?.messages[0] ?? {}, { txt: 'x' }),
      'The scenario has an unknown key: chats[0].messages[0].txt.',
    ],
    ['a missing key', (it) => Object.assign(it, { accounts: undefined }), 'The scenario lacks the key accounts.'],
    [
      'a value of another type',
      (it) => Object.assign(it.people[1] ?? {}, { name: 5 }),
      'The scenario is wrong at people[1].name: expected string but found 5.',
    ],
    [
      'a phone that is none',
      (it) => Object.assign(it.people[0] ?? {}, { phone: '0151' }),
      'The scenario is wrong at people[0].phone: must be an international phone number such as "+49 151 23456789".',
    ],
    [
      'somebody unknown',
      (it) => Object.assign(it.chats[0] ?? {}, { with: 'Nobody' }),
      'The scenario is wrong at chats[0].with: There is nobody called "Nobody" in this scenario.',
    ],
    [
      'a time that is none',
      (it) => Object.assign(it.chats[0]?.messages[0] ?? {}, { at: 'soon' }),
      'The scenario is wrong at chats[0].messages[0].at: "soon" is not a time such as "2h ago" or "1d 4h ago".',
    ],
    [
      'messages out of order',
      (it) => it.chats[0]?.messages.push({ at: '3h ago', text: 'earlier' }),
      'The scenario is wrong at chats[0].messages[1].at: it is earlier than the message before it.',
    ],
    [
      'an account without a phone',
      (it) => it.accounts.push({ person: 'Anna Berg' }),
      'The scenario is wrong at accounts[1].person: Anna Berg has no phone to sign in with.',
    ],
    ['a kind of chat that does not exist', (it) => Object.assign(it.chats[0] ?? {}, { type: 'chat' }), 'chats[0].type'],
  ])('is refused with the key that is wrong: %s', (_name, change, sentence) => {
    expect(wrong(change)).toContain(sentence);
  });

  it('is refused when it is a list', () => {
    expect(() => checkScenario([])).toThrow('The scenario must be one object in braces, not a list.');
  });

  it('says that a file is missing or is not JSON', () => {
    expect(() => readScenario('/nowhere/scenario.json')).toThrow(
      'The scenario file /nowhere/scenario.json does not exist.',
    );
    expect(() => readScenario(import.meta.filename)).toThrow(/^The scenario file .* is not JSON: /);
  });

  it.each(readdirSync(join(SMALL, '..')))('%s is right, whenever it is started', (name) => {
    const scenario = readScenario(join(SMALL, '..', name));
    for (const month of [0, 3, 6, 9]) buildWorld(scenario, 1, () => Date.UTC(2027, month, 1, 2, 30));
  });
});

describe('the demo', () => {
  const world = buildWorld(readScenario(join(SMALL, '..', 'demo.json')), 1, () => NOW);

  it('has at least forty chats of the main account, in English and Russian', () => {
    const { main } = world;
    if (!main) throw new Error('no main account');
    const chats = [...main.dialogs.keys()];
    expect(chats.length).toBeGreaterThanOrEqual(40);
    const written = chats.map((chat) => world.box(main, chat).last(chat)?.text ?? '');
    expect(written.filter((text) => /[а-яё]{3}/i.test(text)).length).toBeGreaterThanOrEqual(10);
    expect(written.filter((text) => /[a-z]{3}/i.test(text)).length).toBeGreaterThanOrEqual(20);
  });

  it('has an account of every kind a sign-in meets', () => {
    const accounts = [...world.accounts.values()];
    expect(accounts.some(({ password }) => password?.hint)).toBe(true);
    expect(accounts.some(({ dc }) => dc !== world.settings.homeDc)).toBe(true);
    expect(world.main?.phone).toBe('4915123456789');
  });

  it('puts no message into the future', () => {
    for (const { box } of [...world.accounts.values(), ...world.channels.values()]) {
      for (const { date } of box.messages.values()) expect(date).toBeLessThanOrEqual(NOW / 1000);
    }
  });
});
