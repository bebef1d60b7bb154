import type { OutputOf } from '@/lib/bus/contract';
import type { ContactCard, contactList } from '@/lib/contacts/contract';
import { expect, openContacts, signIn, type Tez, test } from './fixture';

type Listed = OutputOf<typeof contactList>['rows'];
const listed = async (tez: Tez) =>
  (await tez.ask<{ rows: Listed }>('contacts.list')).rows.map(({ name }) => name).sort();

test('two contacts of one person are found with the reason, compared and made one; undoing gives both back', async ({
  tez,
  telegram,
}) => {
  await signIn(tez, telegram);
  const make = (id: string, fields: object) => tez.ask('contacts.create', { id, fields });
  await make('first-one', { name: 'Иван Петров', phones: ['79161234567'], company: 'Lübeck Holz', tags: ['vip'] });
  await make('second-one', { name: 'Ivan Petrov', phones: ['79161234567', '493012345'], role: 'Buyer' });
  await make('third-one', { name: 'Anna Berg', username: 'annaberg' });
  await make('fourth-one', { name: 'Anna B.', username: 'AnnaBerg' });
  const workspace = await openContacts(tez);
  const found = async () => {
    await workspace.getByRole('button', { name: 'More with contacts' }).click();
    await workspace.getByRole('menuitem', { name: 'Find duplicates' }).click();
    return workspace.getByRole('dialog', { name: 'Are these one person?' });
  };
  const dialog = await found();
  await expect(dialog.getByText('Same phone')).toBeVisible();
  await expect(dialog.getByText('1 of 2')).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^Phones/ })).toContainText(/49.301.2345/);
  const latin = dialog.getByRole('radio', { name: 'Name: Ivan Petrov' });
  await expect(latin).not.toBeChecked();
  await latin.check();
  await expect(dialog.getByRole('row', { name: /^Name/ }).getByRole('cell').last()).toHaveText('Ivan Petrov');
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await expect(dialog.getByText('Ivan Petrov is one contact now')).toBeVisible();
  expect(await listed(tez)).toEqual(['Anna B.', 'Anna Berg', 'Ivan Petrov']);
  const { contact, company } = await tez.ask<ContactCard>('contacts.card', { id: 'first-one' });
  expect(contact).toMatchObject({ phones: ['79161234567', '493012345'], role: 'Buyer', tags: ['vip'] });
  expect(company?.name).toBe('Lübeck Holz');

  await expect(dialog.getByText('Same username')).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => listed(tez)).toEqual(['Anna B.', 'Anna Berg', 'Ivan Petrov', 'Иван Петров']);
  await expect(dialog.getByText('Same phone')).toBeVisible();
  for (const _ of [1, 2]) await dialog.getByRole('button', { name: 'Decide later' }).click();
  const none = workspace.getByRole('dialog', { name: 'Duplicates' });
  await expect(none.getByText('The rest waits')).toBeVisible();
  await none.getByRole('button', { name: 'Close' }).click();

  await found();
  await dialog.getByRole('button', { name: 'Two people' }).click();
  await expect(dialog.getByText('Same username')).toBeVisible();
  await dialog.getByRole('button', { name: 'Two people' }).click();
  await expect(none.getByText('No duplicates left')).toBeVisible();
});
