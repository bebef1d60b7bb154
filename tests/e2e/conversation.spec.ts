import { expect, signIn, test } from './fixture';
import { anna, EVERYTHING, kept, message, read, withAnna } from './fixture/talk';

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test.describe('every kind of message', () => {
      test.use({ scenario: withAnna({ messages: EVERYTHING }) });

      test('is shown as what it is', async ({ tez, telegram, openWeb }) => {
        await signIn(tez, telegram);
        const { messages } = await read(await openWeb(client, { chat: anna }));
        await expect(message(messages, 'Until Friday, then.')).toContainText('edited');
        const marked = message(messages, 'Thank you! The code is');
        await expect(marked.locator('b')).toHaveText('Thank you');
        await expect(marked.locator('pre')).toHaveText('let price = 20;');
        await expect(marked.locator('blockquote')).toHaveText('To be paid in May');
        await expect(marked.getByRole('link', { name: 'the list' })).toHaveAttribute(
          'href',
          'https://example.com/list',
        );
        await expect(marked.getByRole('img', { name: 'Pinned' })).toBeVisible();
        await expect(marked.getByText('👍 from 1')).toBeAttached();
        await marked.getByRole('button', { name: 'Hidden text. Show it' }).click();
        await expect(marked.getByRole('button', { name: 'Hidden text. Show it' })).toHaveCount(0);
        await expect(message(messages, 'The yard').locator('img')).toHaveAttribute('src', /^data:image\/jpeg/);
        await expect(message(messages, /Video · 1:35/)).toBeVisible();
        await expect(message(messages, /Voice message · 0:12/)).toBeVisible();
        await expect(message(messages, /Video message · 0:07/)).toBeVisible();
        await expect(message(messages, 'Quote_v2.pdf')).toContainText('1.2 MB');
        await expect(message(messages, 'Harbour')).toContainText('The Cranes · 1:01');
        await expect(message(messages, 'Yard 3')).toContainText('Hafenstraße 1');
        await expect(message(messages, 'Olga Weiss')).toContainText('+43 660 555 0104');
        await expect(message(messages, 'Which week?').getByRole('listitem')).toHaveText(['The first', 'The second']);
        await expect(messages.getByRole('group', { name: 'Album of 2' }).locator('figure')).toHaveCount(2);
        await expect(message(messages, 'Forwarded from Vera Lindqvist')).toContainText('Spruce is up');
        await expect(message(messages, 'Call, 2:20')).toBeVisible();
        // What is answered is one press away.
        await message(messages, 'The second week, then.').getByRole('button', { name: 'To be paid in May' }).click();
        await expect(marked).toBeFocused();
        await marked.press('ArrowDown');
        await expect(message(messages, 'The yard')).toBeFocused();
        await message(messages, 'The yard').press('Escape');
        await expect(messages).toHaveCount(0);
      });
    });

    test('view-once is shown as such while it is new, and never kept', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: anna });
      const { messages } = await read(web);
      await expect(message(messages, 'Can you hold the price until Friday?')).toBeVisible();
      const { id } = await telegram.receives({ from: 'Anna Berg', photo: true, selfDestructs: 2147483647 });
      await expect(message(messages, 'View once: open it in Telegram')).toContainText('Never kept');
      await expect(messages.locator('img')).toHaveCount(0);
      await tez.killWorker();
      expect(await kept(tez, telegram)).not.toContain(id);
    });

    test.describe('a long chat', () => {
      test.use({ scenario: withAnna({ filler: { count: 150, from: '40d ago', to: '3d ago' } }) });

      test('is read by pages without a jump, and follows what happens', async ({ tez, telegram, openWeb }) => {
        await signIn(tez, telegram);
        const { messages } = await read(await openWeb(client, { chat: anna }));
        const list = messages.getByRole('feed');
        await expect(message(messages, 'Can you hold the price until Friday?')).toBeInViewport();
        const { id } = await telegram.receives({ from: 'Anna Berg', text: 'One more thing' });
        await expect(message(messages, 'One more thing')).toBeInViewport();
        await telegram.edits({ chat: 'Anna Berg', id, newText: 'Two more things' });
        await expect(message(messages, 'Two more things')).toContainText('edited');
        await telegram.deletes({ chat: 'Anna Berg', id });
        await expect(message(messages, 'Two more things')).toHaveCount(0);

        // Read back to the beginning: whatever comes above, the row that was looked at stays where it was.
        const jumps = await list.evaluate(async (box) => {
          let worst = 0;
          for (let rounds = 0; rounds < 400; rounds += 1) {
            const before = box.querySelectorAll('[data-message]').length;
            const row = [...box.querySelectorAll<HTMLElement>('[data-message]')].find(
              (one) => one.offsetTop + one.offsetHeight > box.scrollTop,
            );
            const top = row?.getBoundingClientRect().top ?? 0;
            await new Promise(requestAnimationFrame);
            const grown = box.querySelectorAll('[data-message]').length > before;
            if (grown && row) worst = Math.max(worst, Math.abs(row.getBoundingClientRect().top - top));
            if (!grown) box.scrollTop -= 180;
            if (box.scrollTop === 0 && box.textContent?.includes('The chat begins here')) break;
          }
          return worst;
        });
        expect(jumps).toBeLessThan(1.5);
        await expect(messages.getByText('The chat begins here')).toBeVisible();
        const shown = await list
          .getByRole('article')
          .evaluateAll((rows) => rows.map((row) => Number(row.dataset.message)));
        expect(shown).toEqual(telegram.messagesOf({ chat: 'Anna Berg' }).map((one) => one.id));
        await telegram.receives({ from: 'Anna Berg', text: 'While you read' });
        await messages.getByRole('button', { name: 'To the newest' }).click();
        await expect(message(messages, 'While you read')).toBeInViewport();
      });
    });
  });
}

test('in a group it says who wrote, and in a topic only what was written there', async ({ tez, telegram, openWeb }) => {
  await signIn(tez, telegram);
  const web = await openWeb('a', { chat: { peer: [...telegram.world.groups.values()][0]?.id ?? 0 } });
  const sidebar = await web.sidebar();
  await sidebar.getByRole('button', { name: 'Add chat' }).click();
  await sidebar.getByRole('button', { name: 'Chat', exact: true }).click();
  const messages = sidebar.getByRole('region', { name: 'Messages' });
  await expect(message(messages, 'The crane is booked')).toContainText('Olga Weiss');
  await expect(message(messages, 'Trucks are confirmed')).toContainText('Anna Berg');
});
