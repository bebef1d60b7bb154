import type { Locator } from '@playwright/test';
import { toLocalInput } from '@/components/ui/due-time';
import type { LocalTelegram } from '../telegram';
import { chatCalled, expect, mainPerson, openComposer, sentRow as row, signIn, test } from './fixture';

const ANNA = 5000000002;
const VERA = 5000000004;
const PAVEL = 5000000005;
const anna = { peer: ANNA };
const HOUR = 3_600_000;

const textsIn = (telegram: LocalTelegram, chat: string) => telegram.messagesOf({ chat }).map(({ text }) => text);

/** What waits on the server in a chat. */
function waitingIn(telegram: LocalTelegram, peer: number) {
  const account = telegram.world.accounts.get(mainPerson(telegram).id);
  return account?.scheduled.get(peer) ?? [];
}

const scheduled = (composer: Locator, text: string) =>
  composer.getByRole('region', { name: 'Scheduled', exact: true }).getByRole('listitem').filter({ hasText: text });

async function act(row: Locator, name: string): Promise<void> {
  await row.getByRole('button', { name: /^What to do with/ }).click();
  await row.getByRole('menuitem', { name }).click();
}

/** Schedules what is written for tomorrow. */
async function schedule(composer: Locator, field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await composer.getByRole('button', { name: 'Send later' }).click();
  await composer.getByRole('button', { name: 'Tomorrow' }).click();
  await composer.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(field).toHaveValue('');
  await expect(scheduled(composer, text)).toBeVisible();
}

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test('what waits on Telegram’s server is listed, changed, sent at once or cancelled', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const { composer, field } = await openComposer(await (await openWeb(client, { chat: anna })).sidebar());
      await schedule(composer, field, 'On Monday');
      expect(waitingIn(telegram, ANNA).map(({ text }) => text)).toEqual(['On Monday']);
      await telegram.schedules({
        chat: 'Anna Berg',
        text: 'From the phone',
        at: Math.round((Date.now() + HOUR) / 1000),
      });
      await expect(scheduled(composer, 'From the phone')).toBeVisible();

      await act(scheduled(composer, 'On Monday'), 'Edit text or time');
      await expect(field).toHaveValue('On Monday');
      const day = new Date(Date.now() + 3 * 24 * HOUR);
      const at = new Date(day.getFullYear(), day.getMonth(), day.getDate(), 9, 30).getTime();
      await field.fill('On Tuesday');
      await composer.getByLabel('Send at').fill(toLocalInput(at));
      await composer.getByRole('button', { name: 'Save' }).click();
      await expect(scheduled(composer, 'On Tuesday')).toHaveText(/09:30/);
      expect(waitingIn(telegram, ANNA).at(-1)).toMatchObject({ text: 'On Tuesday', date: at / 1000 });
      expect(textsIn(telegram, 'Anna Berg')).not.toContain('On Tuesday');

      await act(scheduled(composer, 'On Tuesday'), 'Send now');
      await expect(scheduled(composer, 'On Tuesday')).toHaveCount(0);
      await expect.poll(() => textsIn(telegram, 'Anna Berg').at(-1)).toBe('On Tuesday');
      await act(scheduled(composer, 'From the phone'), 'Cancel');
      await expect(scheduled(composer, 'From the phone')).toHaveCount(0);
      expect(waitingIn(telegram, ANNA)).toEqual([]);
    });

    test('what is scheduled unless they answer first is taken back when they do, also by the next worker', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const { composer, field } = await openComposer(await (await openWeb(client, { chat: anna })).sidebar());
      await field.fill('Still interested?');
      await composer.getByRole('button', { name: 'Send later' }).click();
      await composer.getByRole('checkbox', { name: 'Cancel if they answer first' }).check();
      await expect(composer.getByText('Only an open browser can cancel it.')).toBeVisible();
      await composer.getByRole('button', { name: 'Schedule', exact: true }).click();
      await expect(scheduled(composer, 'Still interested?')).toHaveText(/if they do not answer first/);
      await schedule(composer, field, 'In any case');
      await tez.killWorker();
      await telegram.receives({ from: 'Anna Berg', text: 'I am!' });
      await tez.wakeWorker();
      await expect(row(composer, 'Still interested?')).toHaveText(/Cancelled: they answered first/);
      await expect(scheduled(composer, 'Still interested?')).toHaveCount(0);
      expect(waitingIn(telegram, ANNA).map(({ text }) => text)).toEqual(['In any case']);
    });

    test('a text that is too long is split only when asked, and nothing of it is lost', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const { sidebar, composer, field } = await openWeb(client, { chat: anna }).then(async (web) => {
        const sidebar = await web.sidebar();
        return { sidebar, ...(await openComposer(sidebar)) };
      });
      const words = Array.from({ length: 700 }, (_, n) => `word ${n}`);
      await field.fill(words.join(' '));
      await expect(composer.getByText(/^Too long by [\d,]+\. Tez offers to split it\.$/)).toBeVisible();
      await expect(composer.getByRole('button', { name: 'Insert into Telegram' })).toBeDisabled();
      await field.press('Enter');
      const dialog = sidebar.getByRole('dialog', { name: 'Split into 2 messages?' });
      await dialog.getByRole('button', { name: 'Keep writing' }).click();
      await expect(field).toHaveValue(words.join(' '));
      expect(telegram.saw.sends).toEqual([]);
      await field.press('Enter');
      await dialog.getByRole('button', { name: 'Send 2 messages' }).click();
      await expect(row(composer, 'word 699')).toHaveAttribute('data-state', 'sent');
      await expect(field).toHaveValue('');
      const sent = textsIn(telegram, 'Anna Berg').slice(-2);
      expect(sent.join(' ')).toBe(words.join(' '));
      for (const text of sent) expect(text.length).toBeLessThanOrEqual(4096);
    });

    test('a place and a person are sent, without sound', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const sidebar = await (await openWeb(client, { chat: anna })).sidebar();
      const { composer } = await openComposer(sidebar);
      const attach = async (what: string) => {
        await composer.getByRole('button', { name: 'Attach' }).click();
        await composer.getByRole('menuitem', { name: what }).click();
      };
      await composer.getByRole('button', { name: 'Send without sound' }).click();
      await attach('Send location');
      const place = sidebar.getByRole('dialog', { name: 'Send a location' });
      await place.getByLabel('Coordinates').fill('somewhere');
      await place.getByRole('button', { name: 'Send location' }).click();
      await expect(place.getByLabel('Coordinates')).toHaveAccessibleDescription(/Latitude and longitude/);
      await place.getByLabel('Coordinates').fill('53.5503, 9.9920');
      await place.getByRole('button', { name: 'Send location' }).click();
      await expect(row(composer, 'Location')).toHaveAttribute('data-state', 'sent');

      await attach('Send contact');
      const person = sidebar.getByRole('dialog', { name: 'Send a contact' });
      await person.getByLabel('First name').fill('Olga');
      await person.getByLabel('Last name').fill('Weiss');
      await person.getByLabel('Phone').fill('+43 660 5550104');
      await person.getByRole('button', { name: 'Send contact' }).click();
      await expect(row(composer, 'Contact: Olga')).toHaveAttribute('data-state', 'sent');
      expect(telegram.messagesOf({ chat: 'Anna Berg' }).slice(-2)).toMatchObject([
        { silent: true, media: { kind: 'location', lat: 53.5503, long: 9.992 } },
        { silent: true, media: { kind: 'contact', firstName: 'Olga', lastName: 'Weiss' } },
      ]);
    });

    test('whoever takes messages from Premium users only is not written to in vain', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      const vera = telegram.world.people.get(VERA);
      if (vera) vera.premiumOnly = true;
      await telegram.sends({ chat: 'Vera Lindqvist', text: 'From another device' });
      await signIn(tez, telegram);
      const { composer, field } = await openComposer(await (await openWeb(client, { chat: { peer: VERA } })).sidebar());
      await field.fill('Good morning');
      const why = 'Only contacts and Telegram Premium users may write to them.';
      await expect(composer.getByText(why)).toBeVisible();
      const send = composer.getByRole('button', { name: 'Send', exact: true });
      await expect(send).toBeDisabled();
      await expect(send).toHaveAttribute('title', why);
      await field.press('Enter');
      await expect(field).toHaveValue('Good morning');
      expect(telegram.saw.count('messages.sendMessage')).toBe(0);

      await telegram.receives({ from: 'Vera Lindqvist', text: 'Hello!' });
      await expect(send).toBeEnabled();
      await field.press('Enter');
      await expect(row(composer, 'Good morning')).toHaveAttribute('data-state', 'sent');
    });

    test('after Telegram’s warning nobody new is written to; whom one knows is', async ({ tez, telegram, openWeb }) => {
      await telegram.sends({ chat: 'Pavel Novak', text: 'From another device' });
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: PAVEL } });
      const { composer, field } = await openComposer(await web.sidebar());
      telegram.failNext({ method: 'messages.sendMessage', error: 'PEER_FLOOD' });
      await field.fill('Nice to meet you');
      await field.press('Enter');
      await expect(row(composer, 'Nice to meet you').getByRole('alert')).toHaveText(/limits messages to strangers/);
      await field.fill('Anybody there?');
      await expect(composer.getByText(/lets this account write to nobody new now\. @SpamBot/)).toBeVisible();
      await expect(composer.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
      await web.openChat(ANNA);
      const other = await openComposer(await web.sidebar());
      await other.field.fill('Good morning, Anna');
      await other.field.press('Enter');
      await expect(row(other.composer, 'Good morning, Anna')).toHaveAttribute('data-state', 'sent');
    });

    test('in a group in slow mode the button says until when; the next message goes by itself', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const peer = chatCalled(telegram, 'Timber traders');
      const { composer, field } = await openComposer(await (await openWeb(client, { chat: { peer } })).sidebar());
      telegram.failNext({ method: 'messages.sendMessage', error: 'SLOWMODE_WAIT_8' });
      await field.fill('Pine is up as well');
      await field.press('Enter');
      await expect(row(composer, 'Pine is up as well')).toHaveText(/Sends by itself in 0:0\d/);
      await field.fill('And larch');
      const send = composer.getByRole('button', { name: 'Send', exact: true });
      await expect(send).toBeDisabled();
      await expect(send).toHaveAttribute('title', /^This group is in slow mode\. Again in 0:0\d\.$/);
      await expect(row(composer, 'Pine is up as well')).toHaveAttribute('data-state', 'sent');
      await expect(send).toBeEnabled();
      expect(textsIn(telegram, 'Timber traders').at(-1)).toBe('Pine is up as well');
    });
  });
}
