import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { ToastStore } from '@/components/ui';
import { PAGE, serveGallery } from './parts/gallery';

declare global {
  interface Window {
    toasts: ToastStore;
    undone?: number;
  }
}

let gallery: Awaited<ReturnType<typeof serveGallery>>;
let sheet: Locator;
let problems: string[];

// One worker for all of them: the gallery is built once.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  gallery = await serveGallery();
});
test.afterAll(() => gallery.close());

test.beforeEach(async ({ page }) => {
  problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.setViewportSize({ width: 1800, height: 1000 });
  await page.route(`${gallery.url}parts.html`, (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${gallery.url}parts.html`);
  sheet = page.locator('.gallery-sheet').first();
  await expect(sheet).toBeVisible();
});

test.afterEach(() => expect(problems.filter((problem) => !problem.includes('favicon'))).toEqual([]));

const part = (name: string, role: 'textbox' | 'button' = 'textbox') => sheet.getByRole(role, { name, exact: true });

test('every part passes axe in both themes', async ({ page }) => {
  const found = await new AxeBuilder({ page })
    // The two sheets stand side by side, so what is one landmark or one heading in a page is there twice here.
    .disableRules(['landmark-unique', 'page-has-heading-one', 'region'])
    .analyze();
  const lines = found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
  expect(lines).toEqual([]);
});

test('what can be pressed answers within 24 px, what can be read is at least 12 px', async ({ page }) => {
  const small = await page.evaluate(() => {
    const found: string[] = [];
    const tell = (element: Element) => found.push(element.outerHTML.slice(0, 120));
    for (const element of document.querySelectorAll<HTMLElement>('button, input, select, textarea, a')) {
      if (element.matches(':disabled') || element.getBoundingClientRect().width === 0) continue;
      element.scrollIntoView({ block: 'center' });
      const box = element.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const answers = [-11.5, 11.5].every((by) =>
        [document.elementFromPoint(x + by, y), document.elementFromPoint(x, y + by)].every((hit) =>
          element.contains(hit),
        ),
      );
      if (!answers) tell(element);
    }
    for (const element of document.querySelectorAll<HTMLElement>('.gallery-sheet :not(.tz-avatar)')) {
      const words = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      if (words && Number.parseFloat(getComputedStyle(element).fontSize) < 12) tell(element);
    }
    return found;
  });
  expect(small).toEqual([]);
});

test('a field says what is wrong with it', async () => {
  await expect(part('API ID, wrong')).toHaveAccessibleDescription('Only digits. Copy it from my.telegram.org.');
  await expect(part('API ID, wrong')).toHaveAttribute('aria-invalid', 'true');
  await expect(part('Due')).toHaveAccessibleDescription('Friday 27 November, 15:00');
});

test('a password can be shown', async () => {
  const password = sheet.getByLabel('Password', { exact: true });
  await expect(password).toHaveAttribute('type', 'password');
  await part('Show password', 'button').click();
  await expect(password).toHaveAttribute('type', 'text');
  await part('Hide password', 'button').click();
  await expect(password).toHaveAttribute('type', 'password');
});

test('a code is one input: typing, pasting and deleting work as in any', async ({ page }) => {
  const code = part('Code');
  const cells = sheet.locator('.tz-code-cell');
  await code.click();
  await page.keyboard.type('1x2');
  await expect(code).toHaveValue('40712');
  await expect(cells).toHaveText(['4', '0', '7', '1', '2']);
  await page.keyboard.press('Backspace');
  await expect(cells).toHaveText(['4', '0', '7', '1', '']);
  await code.selectText();
  await page.evaluate(() => document.execCommand('insertText', false, 'Login code: 123-45'));
  await expect(code).toHaveValue('12345');
});

test('words edited in place: Enter and leaving commit, Esc and emptiness restore', async ({ page }) => {
  const value = part('Value');
  await value.click();
  await page.keyboard.type('€38k');
  await page.keyboard.press('Enter');
  await expect(value).not.toBeFocused();
  await expect(value).toHaveValue('€38k');
  await value.click();
  await page.keyboard.type('wrong');
  await page.keyboard.press('Escape');
  await expect(value).toHaveValue('€38k');
  await value.fill('');
  await value.blur();
  await expect(value).toHaveValue('€38k');
  await value.fill('€40k');
  await value.blur();
  await expect(value).toHaveValue('€40k');
});

test('stages move by click and by Enter, arrows only look', async ({ page }) => {
  const stage = (name: string) => sheet.getByRole('radio', { name });
  await stage('Proposal').click();
  await expect(stage('Proposal')).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(stage('Negotiation')).toBeFocused();
  await expect(stage('Proposal')).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(stage('Negotiation')).toBeChecked();
});

test('tabs follow the arrow keys', async ({ page }) => {
  await sheet.getByRole('tab', { name: 'All' }).click();
  await page.keyboard.press('ArrowRight');
  await expect(sheet.getByRole('tab', { name: 'Unread' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('End');
  await expect(sheet.getByRole('tab', { name: 'Mentions' })).toBeFocused();
});

test('a menu is worked by the keyboard and gives focus back', async ({ page }) => {
  const more = part('More', 'button');
  await more.focus();
  await page.keyboard.press('Enter');
  const item = (name: string) => page.getByRole('menuitem', { name });
  await expect(item('Open chat')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(item('Move to stage')).toBeFocused();
  await page.keyboard.press('s');
  await expect(item('Snooze waiting')).toBeFocused();
  await page.keyboard.press('End');
  await expect(item('Delete deal')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(item('Open chat')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(more).toBeFocused();
});

test('a dialog begins at the safe button and is left by Esc', async ({ page }) => {
  const ask = part('Ask', 'button');
  await ask.click();
  const dialog = page.getByRole('alertdialog', { name: 'Delete “Won” stage?' });
  await expect(dialog).toHaveAccessibleDescription('68 deals are in it. Choose where they go.');
  await expect(page.getByRole('button', { name: 'Keep stage' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(ask).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(dialog).toBeHidden();
});

test('a busy button keeps its focus and refuses presses', async () => {
  const busy = sheet.locator('.tz-button.is-busy').first();
  await busy.focus();
  await expect(busy).toBeFocused();
  const refused = await busy.evaluate((button) => {
    const press = new MouseEvent('click', { bubbles: true, cancelable: true });
    button.dispatchEvent(press);
    return press.defaultPrevented;
  });
  expect(refused).toBe(true);
});

async function showToast(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.undone = 0;
    const undo = () => {
      window.undone = 1;
    };
    window.toasts.show({ text: 'Moved to Won', undo });
  });
}

test('an act is taken back by the toast or by Ctrl Z, but not out of words being typed', async ({ page }) => {
  const undone = () => page.evaluate(() => window.undone);
  await showToast(page);
  await page
    .locator('.tz-toaster')
    .filter({ hasText: 'Moved to Won' })
    .first()
    .getByRole('button', { name: 'Undo' })
    .click();
  expect(await undone()).toBe(1);
  await showToast(page);
  await part('Deal title').first().focus();
  await page.keyboard.press('Control+z');
  expect(await undone()).toBe(0);
  await part('Ask', 'button').focus();
  await page.keyboard.press('Control+z');
  expect(await undone()).toBe(1);
});

test('a countdown is read out only at zero', async () => {
  await expect(sheet.getByRole('timer')).toHaveAttribute('aria-live', 'off');
  await expect(sheet.getByRole('timer')).toHaveText(/^0:[0-3]\d$/);
});
