import { readFile } from 'node:fs/promises';
import { expect, signIn, test } from './fixture';
import { EVERYTHING, kept, read, withAnna } from './fixture/talk';

const HOSTILE = '</p><script>document.title = "ran"</script><img src=x onerror="document.title = 1">';
const FORMULA = '=HYPERLINK("https://example.com";"Press")';
const DESTROYS_ITSELF = (one: object) => 'selfDestructs' in one;

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test.use({
      scenario: withAnna({
        messages: [...EVERYTHING, { at: '3d ago', text: HOSTILE }, { at: '2d ago', text: FORMULA }],
      }),
    });

    test('a chat is saved as HTML, JSON and CSV, by days', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: 5000000002 } });
      const { sidebar, messages } = await read(web);
      const server = telegram.messagesOf({ chat: 'Anna Berg' });
      const secret = server[EVERYTHING.findIndex(DESTROYS_ITSELF)]?.id;
      const ids = server.map(({ id }) => id).filter((id) => id !== secret);
      await expect.poll(async () => (await kept(tez, telegram)).filter((id) => id !== secret)).toEqual(ids);
      const dialog = sidebar.getByRole('dialog', { name: 'Export messages' });
      const open = async () => {
        await messages.getByRole('button', { name: 'More of these messages' }).click();
        await messages.getByRole('menuitem', { name: 'Export' }).click();
      };
      const save = async (format: RegExp) => {
        await dialog.getByRole('radio', { name: format }).check();
        const saved = web.page.waitForEvent('download');
        await dialog.getByRole('button', { name: 'Save' }).click();
        const download = await saved;
        await expect(dialog).toBeHidden();
        return { name: download.suggestedFilename(), path: await download.path() };
      };

      await open();
      const html = await save(/^HTML/);
      expect(html.name).toMatch(/^Anna Berg \d{4}-\d{2}-\d{2}\.html$/);
      const page = await tez.context.newPage();
      const asked: string[] = [];
      page.on('request', ({ url }) => asked.push(url()));
      // A download has no ending; the words are put on a page of their own.
      await page.setContent(await readFile(html.path, 'utf8'));
      await expect(page).toHaveTitle('Anna Berg');
      await expect(page.getByRole('article')).toHaveCount(ids.length);
      await expect(page.getByText(HOSTILE)).toBeVisible();
      await expect(page.locator('script, img')).toHaveCount(0);
      await expect(page.locator('b')).toHaveText('Thank you');
      await expect(page.getByRole('link', { name: 'the list' })).toHaveAttribute('href', 'https://example.com/list');
      await expect(page.getByText('File · Quote_v2.pdf · 1.2 MB')).toBeVisible();
      await expect(page.getByText('Forwarded from Vera Lindqvist')).toBeVisible();
      await expect(page.locator(`#m${ids[0]}`)).toContainText('You');
      expect(asked).toEqual([]);
      await page.close();

      await open();
      const json = JSON.parse(await readFile((await save(/^JSON/)).path, 'utf8'));
      expect(json.chat).toEqual({ title: 'Anna Berg', id: 5000000002 });
      expect(json.messages.map(({ id }: { id: number }) => id)).toEqual(ids);
      const texts = new Map(json.messages.map(({ id, text }: { id: number; text: string }) => [id, text]));
      for (const { id, text } of server) if (text !== '' && id !== secret) expect(texts.get(id)).toBe(text);

      await open();
      const day = new Date(Date.now() - 2.5 * 86_400_000);
      const local = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
      await dialog.getByLabel('From').fill(local.map((part) => String(part).padStart(2, '0')).join('-'));
      const csv = await save(/^CSV/);
      const text = await readFile(csv.path, 'utf8');
      expect(text.startsWith('\uFEFFid,date,')).toBe(true);
      expect(text).toContain(`"'${FORMULA.replaceAll('"', '""')}"`);
      expect(text).not.toContain('price list');
    });
  });
}
