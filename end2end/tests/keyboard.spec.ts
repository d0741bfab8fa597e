// Finding, asking and answering with a keyboard alone.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { code, hasAsked, letterAbout, openRequest, somebody, title } from '../people';

type Role = 'link' | 'button' | 'textbox' | 'combobox' | 'checkbox' | 'radio';

/** Presses Tab until the focus is where it should be: nothing on the way may trap it or hide it. */
const tabTo = (page: Page, name: string | RegExp, role: Role, most?: number) => tabToOne(page, page.getByRole(role, { name }).first(), most);

async function tabToOne(page: Page, wanted: Locator, most = 60) {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    await expectFocusSeen(page);
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return;
  }
  throw new Error(`Tab never reached ${wanted}`);
}

/** The element that has the focus shows it, is on the screen, and nothing lies over it. */
async function expectFocusSeen(page: Page) {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { shown: true, what: 'the browser itself' };
    const marked = (one: Element | null) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    };
    const box = element.getBoundingClientRect();
    const onScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0;
    const there = document.elementFromPoint(box.left + box.width / 2, Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
    const covered = !there || !(element.contains(there) || there.contains(element) || there.closest('label')?.contains(element));
    return { shown: onScreen && !covered && (marked(element) || marked(element.closest('label'))), what: element.outerHTML.slice(0, 200) };
  });
  expect(seen.shown, `focus seen on ${seen.what}`).toBe(true);
}

test('Tab, arrows, Enter and Space are enough, from the home page to the code of a request', async ({ page, visit, js }) => {
  test.slow();
  const zoe = somebody();
  await visit('/');
  await tabTo(page, 'Où êtes-vous ?', 'combobox');
  await page.keyboard.type('Lens');
  if (js) {
    await expect(page.getByRole('option', { name: /^Lens \(62300\)/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Où êtes-vous ?')).toHaveValue('Lens (62300)');
  }
  await tabTo(page, 'Créer mon activité', 'button');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Offres près de Lens');

  // Past the filters and the order, in the order of the page.
  await tabTo(page, 'Un bureau partagé à Lens', 'link', 150);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/offres/coworking-lens');
  await tabTo(page, 'Ça m’intéresse', 'link');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Ça m’intéresse');
  await tabTo(page, 'Votre prénom', 'textbox');
  await page.keyboard.type(zoe.firstName);
  await tabTo(page, 'Votre téléphone mobile', 'textbox');
  await page.keyboard.type(zoe.mobile);
  // What is folded away opens, and its choices are taken by arrows.
  await tabToOne(page, page.locator('summary', { hasText: 'Ajouter quelque chose' }));
  await page.keyboard.press('Enter');
  const moments = page.getByRole('group', { name: 'Quand vous appeler ?' }).getByRole('radio');
  await tabToOne(page, moments.first());
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(moments.nth(1)).toBeChecked();
  await tabTo(page, /J’accepte/, 'checkbox');
  await page.keyboard.press('Space');
  await tabTo(page, 'Envoyer ma demande', 'button');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('C’est envoyé !');
  await expect(code(page)).toBeVisible();
  // She takes her link with her, by the same keys.
  await tabTo(page, 'Lien vers cette page', 'link');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Envoyée');
});

test('Enter in a field sends the form, and the summary leads to what is wrong', async ({ page, visit, trouble, js }) => {
  trouble.expect(422);
  await visit('/offres/coworking-lens/demande');
  await tabTo(page, 'Votre prénom', 'textbox');
  await page.keyboard.press('Enter');
  const problem = page.getByRole('alert').getByRole('link', { name: 'Écrivez votre numéro de téléphone mobile.' });
  await expect(problem).toBeVisible();
  if (js) await expect(page.getByRole('alert')).toBeFocused();
  await tabTo(page, 'Écrivez votre numéro de téléphone mobile.', 'link');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Votre téléphone mobile')).toBeFocused();
});

test('the first Tab offers to skip to the content', async ({ page, visit }) => {
  for (const path of ['/', '/offres?lieu=62498', '/offres/coworking-lens']) {
    await visit(path);
    const skip = page.getByRole('link', { name: 'Aller au contenu' });
    await page.keyboard.press('Tab');
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#contenu$/);
    await page.keyboard.press('Tab');
    expect(await page.getByRole('main').evaluate((main) => main.contains(document.activeElement)), 'the next Tab is in the content').toBe(true);
  }
});

test('the answer is given with a keyboard', async ({ page, visit, structure }) => {
  const zoe = somebody();
  await hasAsked(page.request, zoe);
  const { path } = await letterAbout(zoe);
  await visit(path, structure);
  await openRequest(structure);
  const call = structure.getByRole('radio', { name: 'Je l’appelle' });
  await tabToOne(structure, call);
  await structure.keyboard.press('Space');
  await expect(call).toBeChecked();
  await structure.keyboard.press('Enter');
  await expect(structure.getByText('Vous allez l’appeler.')).toBeVisible();
});
