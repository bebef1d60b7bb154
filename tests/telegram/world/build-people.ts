/** People and accounts of a scenario. */
import { type FullScenario, type PersonSpec, ScenarioError } from '../scenario';
import { SERVICE_USER } from './ids';
import { MessageBox } from './message-box';
import { type PersonRef, person as personOf, UnknownReference } from './refs';
import { parseTime } from './time';
import type { Account, LastSeen, Person, Photo } from './types';
import { fullName, type World } from './world';

/** Beyond 32 bits, as the ids of new users are. */
const FIRST_PERSON = 5_000_000_001;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const PALETTE: [string, string][] = [
  ['#e17076', '#a83c44'],
  ['#7bc862', '#3f8a2a'],
  ['#65aadd', '#2f6ea3'],
  ['#ee7aae', '#a8437a'],
  ['#6ec9cb', '#2d8688'],
  ['#faa774', '#c0662c'],
  ['#a695e7', '#6450b5'],
];

/** A drawn picture. One in five is kept on another data centre, as Telegram's are on their owner's. */
export function makePhoto(world: World, owner: number): Photo {
  const { dcs, homeDc } = world.settings;
  const away = dcs.find((dc) => dc !== homeDc);
  return {
    id: owner * 8 + 1,
    dc: owner % 5 === 0 && away !== undefined ? away : homeDc,
    colors: PALETTE[owner % PALETTE.length] ?? ['#65aadd', '#2f6ea3'],
    date: world.seconds() - 90 * 86400,
  };
}

/** @throws ScenarioError naming the key */
export function timeAt(world: World, words: string, path: string): number {
  const at = parseTime(words, world.seconds());
  if (at === undefined) {
    throw new ScenarioError(
      `The scenario is wrong at ${path}: "${words}" is not a time such as "2h ago" or "1d 4h ago".`,
    );
  }
  return at;
}

/** Runs a look-up; when it finds nothing, the sentence names the key that asked. */
export function referenced<T>(path: string, find: () => T): T {
  try {
    return find();
  } catch (error) {
    if (error instanceof UnknownReference)
      throw new ScenarioError(`The scenario is wrong at ${path}: ${error.message}`);
    throw error;
  }
}

function lastSeenOf(world: World, words: string, path: string): LastSeen {
  if (words === 'online') return { kind: 'online' };
  if (words === 'recently' || words === 'hidden') return { kind: words };
  if (words === 'last week') return { kind: 'lastWeek' };
  if (words === 'last month') return { kind: 'lastMonth' };
  return { kind: 'at', at: timeAt(world, words, path) };
}

function buildPerson(world: World, spec: PersonSpec, index: number): Person {
  const path = `people[${index}]`;
  const id = spec.id ?? FIRST_PERSON + index;
  if (world.people.has(id)) throw new ScenarioError(`The scenario is wrong at ${path}.id: ${id} is taken.`);
  const [firstName = '', ...rest] = spec.name.split(' ');
  const built: Person = {
    id,
    firstName,
    lastName: rest.join(' '),
    hidesPhone: spec.hidesPhone,
    about: spec.bio,
    lastSeen: lastSeenOf(world, spec.lastSeen, `${path}.lastSeen`),
    isBot: spec.bot,
    isDeleted: spec.deleted,
    isPremium: spec.premium,
    isVerified: spec.verified,
    premiumOnly: spec.premiumOnly,
    stars: spec.stars,
    blocksUs: spec.blocksUs,
  };
  if (spec.username) built.username = spec.username;
  if (spec.phone) built.phone = spec.phone.replace(/\D/g, '');
  if (spec.photo) built.photo = makePhoto(world, id);
  if (spec.hours) {
    const { zone, days, from, to } = spec.hours;
    const open = days.map((day): [number, number] => {
      const start = DAYS.indexOf(day) * 1440;
      return [start + from * 60, start + to * 60];
    });
    built.hours = { zone, open };
  }
  if (spec.address) built.location = { address: spec.address.text, lat: spec.address.lat, long: spec.address.long };
  return built;
}

export function serviceUser(): Person {
  return {
    id: SERVICE_USER,
    firstName: 'Telegram',
    lastName: '',
    phone: '42777',
    hidesPhone: false,
    about: '',
    lastSeen: { kind: 'recently' },
    isBot: false,
    isDeleted: false,
    isPremium: false,
    isVerified: true,
    premiumOnly: false,
    stars: 0,
    blocksUs: false,
  };
}

export function buildPeople(world: World, scenario: FullScenario): void {
  world.people.set(SERVICE_USER, serviceUser());
  const usernames = new Set<string>();
  scenario.people.forEach((spec, index) => {
    const person = buildPerson(world, spec, index);
    const username = person.username?.toLowerCase();
    if (username && usernames.has(username)) {
      throw new ScenarioError(`The scenario is wrong at people[${index}].username: @${person.username} is taken.`);
    }
    if (username) usernames.add(username);
    world.people.set(person.id, person);
  });
}

export function buildAccounts(world: World, scenario: FullScenario): void {
  const { dcs, homeDc } = world.settings;
  scenario.accounts.forEach((spec, index) => {
    const path = `accounts[${index}]`;
    const find = (ref: PersonRef, key: string): Person => referenced(`${path}.${key}`, () => personOf(world, ref));
    const person = find(spec.person, 'person');
    if (!person.phone) {
      throw new ScenarioError(
        `The scenario is wrong at ${path}.person: ${fullName(person)} has no phone to sign in with.`,
      );
    }
    const dc = spec.dc ?? homeDc;
    if (!dcs.includes(dc)) throw new ScenarioError(`The scenario is wrong at ${path}.dc: ${dc} is not one of dcs.`);
    const account: Account = {
      person,
      dc,
      phone: person.phone,
      contacts: new Set(spec.contacts.map((ref, i) => find(ref, `contacts[${i}]`).id)),
      contactNames: new Map(),
      blocked: new Set(),
      box: new MessageBox(),
      dialogs: new Map(),
      folders: [],
      scheduled: new Map(),
      lastScheduled: 0,
      authorizations: new Set(),
      events: [],
      seq: 1,
    };
    if (spec.password !== undefined) account.password = { text: spec.password, hint: spec.hint };
    world.accounts.set(person.id, account);
  });
  const main = scenario.main ?? scenario.accounts[0]?.person;
  if (main === undefined) throw new ScenarioError('The scenario is wrong at accounts: it names nobody.');
  const owner = referenced('main', () => personOf(world, main));
  world.main = world.accounts.get(owner.id);
  if (!world.main) throw new ScenarioError(`The scenario is wrong at main: ${fullName(owner)} has no account.`);
  scenario.people.forEach((spec, index) => {
    const id = spec.id ?? FIRST_PERSON + index;
    if (spec.contact) world.main?.contacts.add(id);
  });
}

/** Devices that are signed in already, and folders; both need everything else to be there. */
export function buildDevices(world: World, scenario: FullScenario): void {
  scenario.accounts.forEach((spec, index) => {
    const account = world.accounts.get(personOf(world, spec.person).id);
    spec.devices.forEach((device, i) => {
      const at = timeAt(world, device.activeAt, `accounts[${index}].devices[${i}].activeAt`);
      account?.authorizations.add({
        hash: BigInt(1000 * (index + 1) + i + 1),
        accountId: account.person.id,
        keys: new Set(),
        createdAt: at - 86400,
        activeAt: at,
        outside: {
          apiId: 1,
          deviceModel: device.device,
          systemVersion: '',
          appVersion: '1.0',
          langCode: 'en',
          platform: device.platform,
          appName: device.app,
        },
      });
    });
  });
}
