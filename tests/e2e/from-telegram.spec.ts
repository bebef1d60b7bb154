import type { Page } from '@playwright/test';
import type { Scenario } from '../telegram';
import { expect, mainPerson, signIn, type Tez, test } from './fixture';

const CROWD = 260;
const crowd = Array.from({ length: CROWD }, (_, n) => ({
  name: `Customer ${String(n).padStart(3, '0')}`,
  id: 6000 + n,
}));

const scenario: Scenario = {
  name: 'Many chats, two folders',
  main: 'Mikhail Sorokin',
  people: [
    { name: 'Mikhail Sorokin', id: 5000000001, phone: '+49 151 23456789' },
    { name: 'Anna Berg', id: 5000000002, username: 'annaberg', phone: '+49 160 5550101', contact: true },
    { name: 'Olga Weiss', id: 5000000006, phone: '+43 660 5550104', contact: true },
    { name: 'Vera Lindqvist', id: 5000000004, username: 'vera_l', contact: true },
    { name: 'Parcel Bot', id: 5000000007, username: 'parcel_track_bot', bot: true },
    ...crowd,
  ],
  accounts: [
    {
      person: 'Mikhail Sorokin',
      folders: [
        { title: 'Clients', chats: ['Olga Weiss', 'Parcel Bot'], pinned: ['Harbour team'] },
        { title: 'Unread', contacts: true, groups: true, withoutRead: true },
      ],
    },
  ],
  chats: [
    { type: 'private', with: 'Anna Berg', unread: 1, messages: [{ at: '2h ago', text: 'Can you hold the price?' }] },
    { type: 'private', with: 'Olga Weiss', archived: true, messages: [{ at: '3d ago', text: 'Grüß Gott' }] },
    { type: 'private', with: 'Parcel Bot', messages: [{ at: '6d ago', text: 'Delivered.' }] },
    {
      type: 'group',
      title: 'Harbour team',
      id: 201,
      members: ['Anna Berg', 'Olga Weiss'],
      messages: [{ from: 'Olga Weiss', at: '5h ago', text: 'The crane is booked.' }],
    },
    ...crowd.map(({ id }, n) => ({
      type: 'private' as const,
      with: id,
      messages: [{ at: `${n + 10}d ago`, text: 'Hello' }],
    })),
  ],
};

test.use({ scenario });

/** The page where chats are chosen, with all of them there. */
async function choosing(tez: Tez): Promise<Page> {
  const workspace = await tez.workspace();
  await expect(workspace.getByRole('heading', { name: 'Add from Telegram', level: 1 })).toBeVisible();
  await expect(workspace.getByRole('checkbox', { name: `Select all ${CROWD + 3} chats` })).toBeVisible();
  return workspace;
}

async function inCrm(tez: Tez, account: number): Promise<number[]> {
  return (await tez.ask<number[]>('sync.tracked', { account })).sort((a, b) => a - b);
}

test('an empty workspace offers Telegram’s chats; a choice is told before, added as one, and taken back', async ({
  tez,
  telegram,
}) => {
  await signIn(tez, telegram);
  const account = mainPerson(telegram).id;
  const workspace = await choosing(tez);
  const list = workspace.getByRole('region', { name: 'Chats of Telegram' });
  const result = workspace.getByRole('region', { name: 'What you get' });
  await expect(result).toContainText('Choose chats on the left.');
  await expect(result.getByRole('button', { name: 'Add to Tez' })).toBeDisabled();
  expect(await inCrm(tez, account)).toEqual([]);

  await workspace.getByRole('tab', { name: 'Clients' }).click();
  await expect(list.getByRole('checkbox')).toHaveCount(4);
  await list.getByRole('checkbox', { name: 'Select all 3 chats' }).check();
  await expect(result).toContainText('1 contact, 3 chats, about 1 min');
  await workspace.getByRole('tab', { name: 'All chats' }).click();
  await workspace.getByRole('searchbox', { name: 'Find a chat' }).fill('customer 01');
  await list.getByRole('checkbox', { name: 'Customer 011' }).check();
  await list.getByRole('checkbox', { name: 'Customer 012' }).check();
  await list.getByRole('checkbox', { name: 'Customer 012' }).uncheck();
  await expect(result).toContainText('2 contacts, 4 chats, about 1 min');
  await expect(result.getByRole('switch', { name: 'Create contacts from the address book' })).not.toBeChecked();

  await result.getByRole('button', { name: 'Add to Tez' }).click();
  await expect(workspace.getByText('2 contacts and 4 chats added')).toBeVisible();
  expect(await inCrm(tez, account)).toEqual([-201, 6011, 5000000006, 5000000007]);
  await workspace.getByRole('link', { name: 'Add chats' }).click();
  await expect(list.getByRole('checkbox', { name: 'Harbour team' })).toBeDisabled();
  await workspace.getByRole('button', { name: 'Undo' }).click();
  await expect(list.getByRole('checkbox', { name: 'Harbour team' })).toBeEnabled();
  expect(await inCrm(tez, account)).toEqual([]);
  const contacts = await tez.ask<{ groups: unknown }>('search.find', { query: 'Olga', limit: 5 }).catch(() => null);
  expect(JSON.stringify(contacts)).not.toContain('Olga Weiss');
});

test('starting empty works while Telegram does not answer, is remembered, and nothing was added', async ({
  tez,
  telegram,
}) => {
  await signIn(tez, telegram);
  telegram.failNext({ method: 'messages.getDialogFilters', error: 'FLOOD_WAIT_600' });
  const workspace = await tez.workspace();
  const list = workspace.getByRole('region', { name: 'Chats of Telegram' });
  await expect(list.getByRole('alert')).toContainText('Telegram asks');
  await workspace.getByRole('button', { name: 'Start empty' }).click();
  await expect(workspace.getByRole('button', { name: 'New deal' }).first()).toBeVisible();
  await workspace.reload();
  await expect(workspace.getByRole('button', { name: 'New deal' }).first()).toBeVisible();
  expect(await inCrm(tez, mainPerson(telegram).id)).toEqual([]);
});

test('people of the address book become contacts where that is switched on; keys go through a long list', async ({
  tez,
  telegram,
}) => {
  await signIn(tez, telegram);
  const workspace = await choosing(tez);
  const list = workspace.getByRole('region', { name: 'Chats of Telegram' });
  const result = workspace.getByRole('region', { name: 'What you get' });
  await list.getByRole('checkbox', { name: 'Anna Berg' }).press('Space');
  await list.getByRole('checkbox', { name: 'Anna Berg' }).press('End');
  const last = list.getByRole('checkbox', { name: 'Customer 259' });
  await expect(last).toBeFocused();
  await last.press('Space');
  await last.press('ArrowUp');
  await expect(list.getByRole('checkbox', { name: 'Customer 258' })).toBeFocused();
  await expect(result).toContainText('2 contacts, 2 chats');
  await result.getByRole('switch', { name: 'Create contacts from the address book' }).check();
  await expect(result).toContainText('3 people are new');
  await expect(result).toContainText('4 contacts, 2 chats');
  await result.getByRole('button', { name: 'Add to Tez' }).click();
  await expect(workspace.getByText('4 contacts and 2 chats added')).toBeVisible();
  expect(await inCrm(tez, mainPerson(telegram).id)).toEqual([6259, 5000000002]);
});
