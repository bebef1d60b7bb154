import { createDeal, expect, mainPerson, signIn, test } from './fixture';

const ANNA = 5000000002;

for (const client of ['a', 'k'] as const) {
  test(`Web ${client.toUpperCase()}: the files of a deal are those of its chats, of each kind, newest first`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    await signIn(tez, telegram);
    const [anna, vera] = ['Anna Berg', 'Vera Lindqvist'];
    await telegram.receives({ from: vera, file: { name: 'First of Vera.pdf', kilobytes: 30 } });
    await telegram.receives({ from: anna, file: { name: 'Second of Anna.pdf', kilobytes: 30 } });
    await telegram.receives({ from: vera, photo: true });
    await telegram.receives({ from: anna, photo: true });
    await telegram.receives({ from: vera, video: { seconds: 4 } });
    await telegram.receives({ from: vera, voice: 3 });
    await telegram.receives({ from: anna, voice: 5 });
    await telegram.receives({ from: anna, text: 'Ours is https://example.com/anna' });
    await telegram.receives({ from: vera, text: 'And mine https://example.com/vera' });
    await telegram.receives({ from: vera, file: { name: 'Third of Vera.zip', kilobytes: 30 } });

    const web = await openWeb(client, { chat: { peer: ANNA } });
    const sidebar = await web.sidebar();
    await sidebar.getByRole('button', { name: 'Add contact' }).click();
    await createDeal(sidebar);
    const { cards } = await tez.ask<{ cards: { id: string }[] }>('deals.board');
    const account = mainPerson(telegram).id;
    await tez.ask('outbox.startDealChat', { account, deal: cards[0]?.id, who: '@vera_l' });
    await web.openChat(ANNA);
    const again = await web.sidebar();
    await again.getByRole('button', { name: 'Files', exact: true }).click();
    const files = again.getByRole('region', { name: 'Files' });
    const tab = (name: string) => files.getByRole('tab', { name }).click();

    await tab('Files');
    await expect(files.getByRole('listitem')).toHaveCount(1);
    await files.getByLabel('Whose files').selectOption({ label: 'Anna Berg' });
    const rows = files.getByRole('listitem');
    await expect(rows).toHaveCount(3);
    for (const [n, name] of ['Third of Vera.zip', 'Second of Anna.pdf', 'First of Vera.pdf'].entries()) {
      await expect(rows.nth(n)).toContainText(name);
    }
    await tab('Photos');
    await expect(files.getByRole('button', { name: /^Open photo/ })).toHaveCount(2);
    await tab('Videos');
    await expect(files.getByRole('button', { name: /^Open video/ })).toHaveCount(1);
    await tab('Voice');
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText('0:05');
    await tab('Links');
    await expect(files.getByRole('link')).toHaveText(['example.com/vera', 'example.com/anna']);

    // What comes in the other chat while it is open comes in by itself.
    await tab('Files');
    await telegram.receives({ from: vera, file: { name: 'Late of Vera.csv', kilobytes: 1 } });
    await expect(rows.first()).toContainText('Late of Vera.csv');
    await files.getByLabel('Whose files').selectOption({ label: 'This chat' });
    await expect(rows).toHaveText([/Second of Anna\.pdf/]);
  });
}
