import {
  addNote,
  addTask,
  column,
  createDeal,
  deal,
  expect,
  heading,
  moveDeal,
  setValue,
  signIn,
  test,
} from './fixture';

const ANNA = 5000000002;

interface Board {
  cards: { id: string; title: string; stage: string; value: { minor: number; unit: string } | null }[];
}
interface Change {
  who: string;
  at: string;
  action: string;
  fields: Record<string, { before?: unknown; after?: unknown }>;
}

for (const client of ['a', 'k'] as const) {
  test(`Web ${client.toUpperCase()}: a contact, a deal, its stage, a note and a task, all there after a restart`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    await signIn(tez, telegram);
    const web = await openWeb(client, { chat: { peer: ANNA } });
    const sidebar = await web.sidebar();
    await expect(heading(sidebar)).toHaveText('Anna Berg');
    await sidebar.getByRole('button', { name: 'Add contact' }).click();
    await expect(sidebar.getByRole('button', { name: 'Add contact' })).toHaveCount(0);

    const region = await createDeal(sidebar);
    await setValue(region, '48,500', '€48,500');
    await moveDeal(region, 'Proposal');
    await addNote(sidebar, 'Decides together with Marat.');
    await addTask(sidebar, 'Send the final quote', '2031-11-26T18:00');

    const { cards } = await tez.ask<Board>('deals.board');
    const [card] = cards;
    expect(card).toMatchObject({ title: 'Anna Berg', stage: 'proposal', value: { minor: 4_850_000, unit: 'EUR' } });
    const changes = await tez.ask<Change[]>('changes.of', { table: 'deals', id: card?.id ?? '' });
    const moved = changes.find((change) => change.fields.stage && change.action === 'edit');
    expect(moved).toMatchObject({ who: 'me', fields: { stage: { before: 'lead', after: 'proposal' } } });
    expect(moved?.at).toMatch(/^\d{14}-\d{5}-/);

    await tez.restartBrowser();
    const later = await openWeb(client, { chat: { peer: ANNA } });
    const kept = await later.sidebar();
    await expect(deal(kept, 'Anna Berg').getByLabel('Value')).toHaveValue('€48,500');
    await expect(deal(kept, 'Anna Berg').getByLabel('Stage', { exact: true }).locator('option:checked')).toHaveText(
      /^Proposal/,
    );
    await expect(kept.getByText('Decides together with Marat.')).toBeVisible();
    await expect(kept.getByText('Send the final quote')).toBeVisible();
    const workspace = await tez.workspace();
    await expect(column(workspace, 'Proposal').getByText('€48,500').first()).toBeVisible();
  });
}

test('title and value are edited in place; what cannot be an amount is refused and restored', async ({
  tez,
  telegram,
  openWeb,
}) => {
  await signIn(tez, telegram);
  const sidebar = await (await openWeb('a', { chat: { peer: ANNA } })).sidebar();
  const region = await createDeal(sidebar);
  await region.getByLabel('Deal title').fill('Pine boards, spring');
  await region.getByLabel('Deal title').press('Enter');
  const renamed = deal(sidebar, 'Pine boards, spring');
  await setValue(renamed, '300k', '€300,000');
  await renamed.getByLabel('Value').fill('a lot');
  await renamed.getByLabel('Value').press('Enter');
  await expect(renamed.getByLabel('Value')).toHaveAccessibleDescription(/amount|number/i);
  await renamed.getByLabel('Value').press('Escape');
  await expect(renamed.getByLabel('Value')).toHaveValue('€300,000');
});

test('a stage moved by mistake is undone', async ({ tez, telegram, openWeb }) => {
  await signIn(tez, telegram);
  const sidebar = await (await openWeb('a', { chat: { peer: ANNA } })).sidebar();
  const region = await createDeal(sidebar);
  await moveDeal(region, 'Won');
  await sidebar.getByRole('button', { name: 'Undo' }).click();
  await expect(region.getByLabel('Stage', { exact: true }).locator('option:checked')).toHaveText(/^Lead/);
});

test('a deal moves on the board by keyboard, and its chat opens in the Telegram tab that is there', async ({
  tez,
  telegram,
  openWeb,
}) => {
  await signIn(tez, telegram);
  const web = await openWeb('a', { chat: { peer: ANNA } });
  await createDeal(await web.sidebar());
  await web.closeChat();
  const tabs = tez.context.pages().length;
  const workspace = await tez.workspace();
  const card = column(workspace, 'Lead').getByRole('article', { name: /^Anna Berg/ });
  await card.focus();
  await card.press('Shift+ArrowRight');
  const moved = column(workspace, 'Qualified').getByRole('article', { name: /^Anna Berg/ });
  await expect(moved).toBeFocused();
  await expect(workspace.getByText(/Anna Berg.*Qualified/).first()).toBeAttached();
  await moved.press('Enter');
  await workspace.getByRole('button', { name: 'Open chat' }).click();
  await expect(heading(await web.sidebar())).toHaveText('Anna Berg');
  expect(tez.context.pages().length).toBe(tabs + 1);
});

test('the board is searched; a search that finds nothing, once cleared, leaves every card in its place', async ({
  tez,
  telegram,
}) => {
  await signIn(tez, telegram);
  const titles = ['Pine boards', 'Dried fruit', 'Cotton yarn'];
  for (const title of titles) await tez.ask('deals.create', { title });
  const workspace = await tez.workspace();
  const cards = column(workspace, 'Lead').getByRole('article');
  const tops = () => cards.evaluateAll((all) => all.map((card) => card.getBoundingClientRect().top));
  await expect(cards).toHaveCount(3);
  const before = await tops();
  expect(new Set(before).size).toBe(3);
  const find = workspace.getByRole('searchbox', { name: 'Find a deal' });
  await find.fill('fru');
  await expect(cards).toHaveCount(1);
  await find.fill('zzz');
  await expect(workspace.getByText('No deal matches')).toBeVisible();
  await find.press('Escape');
  await expect(cards).toHaveCount(3);
  expect(await tops()).toEqual(before);
});
