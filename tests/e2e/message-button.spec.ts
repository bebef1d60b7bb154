import { expect, signIn, test } from './fixture';

const ANNA = 5000000002;
const QUESTION = 'Thank you! Is delivery to Lübeck included?';

for (const client of ['a', 'k'] as const) {
  test(`Web ${client.toUpperCase()}: the button beside a message of the page takes that message up in the sidebar`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    await signIn(tez, telegram);
    const web = await openWeb(client, { chat: { peer: ANNA } });
    const sidebar = await web.sidebar();
    await expect(sidebar.getByRole('heading', { name: 'Anna Berg' })).toBeVisible();
    const bubble = web.page
      .locator(client === 'a' ? '.Message .message-content' : '.chat.active .bubble .bubble-content')
      .filter({ hasText: QUESTION });
    await bubble.hover();
    const box = await bubble.boundingBox();
    if (!box) throw new Error('The message is not in view.');
    // The button lies in a closed tree: a person sees it beside the bubble's upper corner, and so it is pressed there.
    await web.page.mouse.click(box.x + box.width + 20, box.y + 14);
    const messages = sidebar.getByRole('region', { name: 'Messages' });
    await expect(messages.getByRole('article', { name: new RegExp(QUESTION.slice(0, 20)) })).toBeFocused();
  });
}
