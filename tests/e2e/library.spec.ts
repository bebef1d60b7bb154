import { expect, signIn, test } from './fixture';

const ANNA = 5000000002;

for (const client of ['a', 'k'] as const) {
  test(`Web ${client.toUpperCase()}: a file that is kept is found by its tags, and sent again without an upload`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    await signIn(tez, telegram);
    await telegram.receives({ from: 'Anna Berg', file: { name: 'Offer.pdf', kilobytes: 40 } });
    await telegram.receives({ from: 'Anna Berg', file: { name: 'Plans.zip', kilobytes: 40 } });
    const web = await openWeb(client, { chat: { peer: ANNA } });
    const sidebar = await web.sidebar();
    await sidebar.getByRole('button', { name: 'Add contact' }).click();
    await sidebar.getByRole('button', { name: 'Files', exact: true }).click();
    const files = sidebar.getByRole('region', { name: 'Files' });
    await files.getByRole('tab', { name: 'Files' }).click();
    for (const name of ['Offer.pdf', 'Plans.zip']) {
      const keep = files.getByRole('button', { name: `Keep ${name} in Tez` });
      await keep.click();
      await expect(keep).toHaveAttribute('aria-pressed', 'true');
    }

    const workspace = await tez.workspace();
    await workspace.getByRole('link', { name: 'Files' }).click();
    const tags = workspace.getByRole('textbox', { name: 'Tags of Offer.pdf' });
    await tags.fill('prices,  spring  2027, prices');
    await tags.press('Enter');
    await expect(workspace.getByText('#prices · #spring 2027')).toBeVisible();
    await workspace.getByLabel('Find by name or tag').fill('spring');
    await expect(workspace.getByRole('listitem')).toHaveCount(1);
    await expect(workspace.getByRole('listitem')).toContainText('Offer.pdf');

    await web.page.bringToFront();
    telegram.ageFiles();
    await sidebar.getByRole('button', { name: 'Answer', exact: true }).click();
    await sidebar.getByRole('textbox', { name: 'Message' }).fill('Here it is again');
    await sidebar.getByRole('button', { name: 'Attach' }).click();
    await sidebar.getByRole('menuitem', { name: 'From the library' }).click();
    const dialog = sidebar.getByRole('dialog', { name: 'Send from the library' });
    await dialog.getByLabel('Find by name or tag').fill('prices');
    await dialog.getByRole('radio', { name: /Offer\.pdf/ }).check();
    await dialog.getByRole('button', { name: 'Send' }).click();
    const row = sidebar.getByRole('region', { name: 'On its way' }).getByRole('listitem');
    await expect(row).toHaveAttribute('data-state', 'sent');
    const [received, ...others] = telegram
      .messagesOf({ chat: 'Anna Berg' })
      .flatMap(({ media, text }) => (media?.kind === 'file' ? [{ id: media.file.id, text }] : []));
    expect(others.at(-1)).toEqual({ id: received?.id, text: 'Here it is again' });
    expect(telegram.saw.count('upload.saveFilePart')).toBe(0);

    // Let go of, it is in the library no more.
    await workspace.getByRole('button', { name: 'Do not keep Offer.pdf' }).click();
    await expect(workspace.getByText('Nothing kept is called so')).toBeVisible();
  });
}
