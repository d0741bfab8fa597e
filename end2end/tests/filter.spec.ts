// Narrowing a search: beside the list on a desktop, in a sheet that covers the screen on a phone.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { title } from '../people';

const isPhone = (page: Page) => page.viewportSize()!.width < 960;
const opener = (page: Page) => page.getByRole('link', { name: /^Filtrer/ });
/** A region, or a dialog once it is open and awake. */
const sheet = (page: Page) => page.locator('#filtres');
/** The button that says what one will see. */
const see = (page: Page) => sheet(page).getByRole('button');
const value = (page: Page, name: string) => sheet(page).getByRole('checkbox', { name, exact: false });
/** Its line, which is dimmed where it would find nothing. */
const line = (page: Page, name: string) => value(page, name).locator('..');
const chips = (page: Page) => page.getByRole('list', { name: 'Filtres choisis' });
const results = (page: Page) => page.locator('.results .cards:not(.remote .cards)').getByRole('article');

async function open(page: Page) {
  if (isPhone(page)) await opener(page).click();
  await expect(sheet(page)).toBeVisible();
}

async function unfold(group: Locator) {
  if ((await group.getAttribute('open')) === null) await group.locator('> summary').click();
}

const group = (page: Page, name: string) => sheet(page).locator('.filters-body > details').filter({ has: page.locator('> summary', { hasText: name }) });

test('several filters narrow the search, and each is taken off by a tap', async ({ page, visit }) => {
  await visit('/offres?lieu=62498');
  const all = await results(page).count();
  await open(page);
  await expect(see(page)).toHaveText(`Voir ${all} offres`);
  await value(page, 'Créer mon activité').check();
  await value(page, 'Gratuit').check();
  await see(page).click();
  await expect(page).toHaveURL(/besoin=creer.*gratuit=oui/);
  await expect(title(page)).toHaveText('Offres près de Lens');
  const narrowed = await results(page).count();
  expect(narrowed).toBeLessThan(all);
  await expect(chips(page)).toContainText('Créer mon activité');
  if (isPhone(page)) await expect(opener(page)).toHaveText('Filtrer (2)');
  else await expect(value(page, 'Gratuit')).toBeChecked();

  await chips(page).getByRole('link', { name: 'Gratuit' }).click();
  await expect(page).not.toHaveURL(/gratuit/);
  await expect(page).toHaveURL(/besoin=creer/);
  await expect(chips(page).getByRole('listitem')).toHaveCount(1);
  await chips(page).getByRole('link', { name: 'Créer mon activité' }).click();
  await expect(chips(page)).toHaveCount(0);
  await expect(results(page)).toHaveCount(all);
});

test('each value says how many offers it finds, and keeps its word', async ({ page, visit }) => {
  await visit('/offres?lieu=62498&rayon=50');
  await open(page);
  const counts = await sheet(page).locator('label:has(b):visible').evaluateAll((labels) =>
    labels.map((label) => ({ name: label.firstChild!.nextSibling!.textContent!.trim(), count: Number(label.querySelector('b')!.textContent), dimmed: label.className === 'none' })),
  );
  expect(counts.length).toBeGreaterThan(10);
  expect(counts.every(({ count, dimmed }) => dimmed === (count === 0))).toBe(true);
  const { name, count } = counts.find(({ count }) => count > 1 && count < 10)!;
  await value(page, name).first().check();
  await see(page).click();
  await expect(page.getByRole('heading', { name: new RegExp(`^${count} offres`) })).toBeVisible();
  await expect(results(page)).toHaveCount(count);
});

test('a value that would find nothing can be chosen, and the page helps from there', async ({ page, visit }) => {
  await visit('/offres?lieu=62498&genre=temporary_work');
  await open(page);
  await expect(line(page, 'Apprendre le français')).toHaveClass('none');
  await value(page, 'Apprendre le français').check();
  await see(page).click();
  await expect(page.getByRole('heading', { name: 'Rien pour le moment' })).toBeVisible();
  const way = page.getByRole('link', { name: 'Sans le filtre « Intérim »' });
  const promised = Number(/(\d+) offre/.exec((await way.textContent())!)![1]);
  await way.click();
  await expect(chips(page)).toContainText('Apprendre le français');
  await expect(results(page)).toHaveCount(promised);
});

test('themes stand behind their category, and open where one is on', async ({ page, visit }) => {
  await visit('/offres?lieu=62498');
  await open(page);
  await expect(value(page, 'Mobilité')).toBeHidden();
  await unfold(group(page, 'Sujet'));
  await expect(value(page, 'Mobilité').first()).toBeVisible();
  await expect(value(page, 'Préparer un permis')).toBeHidden();
  await sheet(page).getByText('Préciser : Mobilité').evaluate((summary) => summary.closest('summary')!.click());
  await value(page, 'Préparer un permis').check();
  await see(page).click();
  await expect(page).toHaveURL(/theme=mobilite--preparer-un-permis/);
  await open(page);
  await expect(value(page, 'Préparer un permis')).toBeVisible();
  await expect(value(page, 'Accès aux soins')).toBeHidden();
});

test('the distance, and all of the département', async ({ page, visit }) => {
  await visit('/offres?lieu=62498&gratuit=oui');
  await open(page);
  const radius = sheet(page).getByLabel('Distance');
  await expect(radius.getByRole('option')).toHaveCount(5);
  await expect(radius.locator('option:checked')).toHaveText(/^20 km : \d+ offres?$/);
  await radius.selectOption('5');
  await see(page).click();
  await expect(page).toHaveURL(/rayon=5(&|$)/);
  await expect(chips(page)).toContainText('À moins de 5 km');
  await open(page);
  await unfold(group(page, 'Plus loin'));
  await sheet(page).getByRole('link', { name: 'Pas-de-Calais' }).click();
  await expect(title(page)).toHaveText('Offres : Pas-de-Calais');
  await expect(page).toHaveURL(/lieu=departement-62&gratuit=oui$/);
  const all = await results(page).count();
  // What stands in the field can be sent again.
  await page.getByRole('button', { name: 'Chercher', exact: true }).click();
  await expect(title(page)).toHaveText('Offres : Pas-de-Calais');
  await expect(results(page)).toHaveCount(all);
});

test('the order is a choice of its own, and the filters keep it', async ({ page, visit }) => {
  await visit('/offres?lieu=62498');
  await page.getByText('Ordre : les plus utiles d’abord').click();
  await page.getByRole('link', { name: 'Les plus proches d’abord' }).click();
  await expect(page).toHaveURL('/offres?lieu=62498&tri=distance');
  await open(page);
  await value(page, 'Gratuit').check();
  await see(page).click();
  await expect(page).toHaveURL(/tri=distance/);
  await page.getByText('Ordre : les plus proches d’abord').click();
  await expect(page.getByRole('link', { name: 'Les plus proches d’abord' })).toHaveAttribute('aria-current', 'true');
});

test('the offers of one structure say so, and lead back to all', async ({ page, visit }) => {
  await visit('/offres?lieu=62498&structure=coop-connexion');
  await expect(title(page)).toHaveText('Offres de CoopConnexion près de Lens');
  await open(page);
  await value(page, 'Seulement : CoopConnexion').uncheck();
  await see(page).click();
  await expect(title(page)).toHaveText('Offres près de Lens');
});

test('back from the results, the choices are those that one made', async ({ page, visit, js }) => {
  await visit('/offres?lieu=62498');
  await open(page);
  await value(page, 'Formation').check();
  await value(page, 'Gratuit').check();
  await see(page).click();
  await expect(chips(page)).toContainText('Formation');
  const found = await page.locator('.count').textContent();
  await page.goBack();
  await expect(sheet(page)).toBeVisible();
  await expect(value(page, 'Formation')).toBeChecked();
  await expect(value(page, 'Gratuit')).toBeChecked();
  // The browser filled them in again: what the button says is counted again.
  if (js) await expect(see(page)).toHaveText(`Voir ${/\d+ offres?/.exec(found!)![0]}`);
  await see(page).click();
  await expect(page.locator('.count')).toHaveText(found!);
});

test('on a desktop the filters stand beside the list, their button in sight', async ({ page, visit }) => {
  test.skip(isPhone(page), 'a phone has a sheet');
  await visit('/offres?lieu=62498');
  await expect(opener(page)).toBeHidden();
  const [filters, list] = await Promise.all([sheet(page).boundingBox(), results(page).first().boundingBox()]);
  expect(filters!.x + filters!.width).toBeLessThanOrEqual(list!.x);
  await expect(see(page)).toBeInViewport({ ratio: 1 });
  await page.mouse.wheel(0, 1500);
  await expect(results(page).first()).not.toBeInViewport();
  await expect(see(page)).toBeInViewport({ ratio: 1 });
});

test.describe('the sheet of a phone', () => {
  test.beforeEach(({ page }) => test.skip(!isPhone(page), 'a desktop has a column'));

  test('nothing behind it is seen or reached, and closing gives the focus back', async ({ page, visit, js }) => {
    await visit('/offres?lieu=62498');
    const back = page.url();
    await opener(page).focus();
    await page.keyboard.press('Enter');
    await expect(sheet(page)).toBeFocused();
    if (js) await expect(page.getByRole('dialog', { name: 'Filtres' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(0);
    await page.keyboard.press('Tab');
    await expect(sheet(page).getByRole('link', { name: 'Tout enlever' })).toBeFocused();
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      const inside = await sheet(page).evaluate((sheet) => sheet.contains(document.activeElement) || document.activeElement === document.body);
      expect(inside, `Tab ${presses} stays in the sheet`).toBe(true);
    }
    await sheet(page).getByRole('link', { name: 'Fermer' }).click();
    await expect(sheet(page)).toBeHidden();
    await expect(opener(page)).toBeFocused();
    await expect(title(page)).toBeVisible();
    if (js) await expect(page, 'back to the page as it was').toHaveURL(back);
  });

  test('the button back of the phone closes it', async ({ page, visit }) => {
    await visit('/');
    await visit('/offres?lieu=62498');
    await open(page);
    await page.goBack();
    await expect(sheet(page)).toBeHidden();
    await expect(title(page)).toHaveText('Offres près de Lens');
    await page.goBack();
    await expect(title(page)).toHaveText('Faites le premier pas.');
  });

  test('"Tout enlever" empties it, and it stays open', async ({ page, visit, js }) => {
    await visit('/offres?lieu=62498&genre=training&rayon=5&besoin=creer&q=permis');
    await open(page);
    await expect(value(page, 'Formation')).toBeChecked();
    await sheet(page).getByRole('link', { name: 'Tout enlever' }).click();
    await expect(value(page, 'Formation')).not.toBeChecked();
    await expect(value(page, 'Créer mon activité')).not.toBeChecked();
    await expect(sheet(page).getByLabel('Distance')).toHaveValue('20');
    if (!js) await expect(page).toHaveURL('/offres?lieu=62498&q=permis#filtres');
    await see(page).click();
    await expect(chips(page)).toHaveCount(0);
    await expect(page.getByLabel('Que cherchez-vous ?')).toHaveValue('permis');
  });

  test('it fits on the smallest phone, with everything unfolded', async ({ page, visit }) => {
    await page.setViewportSize({ width: 320, height: 568 });
    await visit('/offres?lieu=62498&structure=coop-connexion');
    await open(page);
    for (const name of ['Sujet', 'Pour qui', 'Jour d’accueil', 'Plus loin']) await unfold(group(page, name));
    const body = sheet(page).locator('.filters-body');
    expect(await body.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
    await expect(see(page)).toBeInViewport({ ratio: 1 });
    await value(page, 'Je peux demander ici').scrollIntoViewIfNeeded();
    await expect(value(page, 'Je peux demander ici')).toBeInViewport();
  });

  test('Escape closes it', async ({ page, visit, js }) => {
    test.skip(!js, 'a key does nothing without JavaScript');
    await visit('/offres?lieu=62498');
    await open(page);
    await page.keyboard.press('Escape');
    await expect(sheet(page)).toBeHidden();
    await expect(opener(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page, 'once closed the key does nothing').toHaveURL('/offres?lieu=62498');
    // However quickly the key follows the tap.
    await page.evaluate(() => {
      document.getElementById('filtrer')!.click();
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    });
    await expect(page).toHaveURL('/offres?lieu=62498');
    await expect(sheet(page)).toBeHidden();
    await expect(opener(page)).toBeFocused();
    // Opened by its address, it closes too.
    await page.reload();
    await visit('/offres?lieu=62498#filtres');
    await expect(sheet(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(sheet(page)).toBeHidden();
    await expect(opener(page)).toBeFocused();
  });
});

test.describe('counting live', () => {
  test.skip(({ js }) => !js, 'counts are live with JavaScript only');

  test('each choice changes the button, the values and the distances, and tells it', async ({ page, visit }) => {
    await visit('/offres?lieu=62498');
    await open(page);
    const before = await see(page).textContent();
    await value(page, 'Intérim').check();
    await expect(see(page)).toHaveText('Voir 1 offre');
    await expect(sheet(page).getByRole('status')).toHaveText('Voir 1 offre');
    await expect(line(page, 'Apprendre le français')).toHaveClass('none');
    await expect(sheet(page).getByLabel('Distance').locator('option:checked')).toHaveText('20 km : 1 offre');
    // Within its own group the others say what they would find instead.
    await expect(line(page, 'Formation')).not.toHaveClass('none');
    await value(page, 'Intérim').uncheck();
    await expect(see(page)).toHaveText(before!);
    const radius = sheet(page).getByLabel('Distance');
    const near = (await radius.getByRole('option', { name: /^5 km/ }).textContent())!.replace('5 km : ', '');
    await radius.selectOption('5');
    await expect(see(page)).toHaveText(`Voir ${near}`);
    expect(`Voir ${near}`).not.toBe(before);
    await see(page).click();
    await expect(page).toHaveURL(/rayon=5(&|$)/);
  });

  test('the answer to the last choice stands, however late the first one comes', async ({ page, visit }) => {
    await visit('/offres?lieu=62498');
    await open(page);
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const first = (url: URL) => url.pathname === '/api/read/counts' && !url.search.includes('gratuit');
    await page.route(first, async (route) => {
      await released;
      await route.continue();
    });
    const asked = page.waitForRequest((request) => first(new URL(request.url())));
    const answered = page.waitForResponse((response) => first(new URL(response.url())));
    await value(page, 'Intérim').check();
    await asked;
    await value(page, 'Intérim').uncheck();
    await value(page, 'Gratuit').check();
    const last = await page.waitForResponse(/counts.*gratuit/);
    const { button } = (await last.json()) as { button: string };
    await expect(see(page)).toHaveText(button);
    release();
    await (await answered).finished();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await expect(see(page)).toHaveText(button);
  });

  test('where the count does not come, the button promises none and works', async ({ page, visit, trouble }) => {
    trouble.expect(503);
    await page.route(/\/api\/read\/counts/, (route) => route.fulfill({ status: 503, body: '"unavailable"' }));
    await visit('/offres?lieu=62498');
    await open(page);
    await value(page, 'Intérim').check();
    await expect(see(page)).toHaveText('Voir les offres');
    await see(page).click();
    await expect(results(page)).toHaveCount(1);
  });
});

test('every state is accessible', async ({ page, visit, axe }) => {
  test.slow();
  await visit('/offres?lieu=62498&theme=mobilite--preparer-un-permis&structure=coop-connexion');
  await open(page);
  await axe();
  await page.locator('.filters-body details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
  await axe();
  await visit('/offres?lieu=departement-62');
  await page.getByText('Ordre : les plus utiles d’abord').click();
  await axe();
  await visit('/offres?lieu=62498&genre=temporary_work&besoin=francais&q=xyzqwv');
  await axe();
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('the filters are accessible', async ({ page, visit, axe }) => {
    await visit('/offres?lieu=62498&genre=temporary_work');
    await open(page);
    await axe();
  });
});
