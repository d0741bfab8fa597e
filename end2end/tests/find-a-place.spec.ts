// Saying where one is: a plain field; awake, it proposes communes and finds the one around the person.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { title } from '../people';

const place = (page: Page) => page.getByRole('combobox', { name: 'Où êtes-vous ?' });
const proposed = (page: Page) => page.getByRole('listbox', { name: 'Lieux' });
const search = (page: Page) => page.getByRole('button', { name: 'Chercher', exact: true });

test('a name without accents or hyphens, and a postal code, are enough', async ({ page, visit }) => {
  for (const [typed, found] of [
    ['st jean de luz', 'Saint-Jean-de-Luz'],
    ['LENS', 'Lens'],
    ['henin beaumont', 'Hénin-Beaumont'],
    ['64500', 'Saint-Jean-de-Luz'],
    ['bègles', 'Bègles'],
  ]) {
    await visit('/');
    await place(page).fill(typed);
    // The proposals may lie over the button.
    await place(page).press('Enter');
    // 64500 is shared by several communes: the page then asks which one.
    const choice = page.getByRole('region', { name: /^(Quel endroit|Quelle commune) ?/ });
    await expect(choice.or(page.getByRole('heading', { level: 1, name: 'Offres près' }))).toBeVisible();
    if (await choice.isVisible()) await choice.getByRole('link', { name: found }).first().click();
    await expect(title(page)).toHaveText(`Offres près de ${found}`);
    await expect(place(page)).toHaveValue(new RegExp(`^${found} \\(\\d{5}\\)$`));
  }
});

test('what stands in the field can be sent again', async ({ page, visit }) => {
  await visit('/offres?lieu=62498');
  await expect(place(page)).toHaveValue('Lens (62300)');
  await page.getByLabel('Que cherchez-vous ?').fill('coworking');
  await search(page).click();
  await expect(page).toHaveURL(/q=coworking/);
  await expect(title(page)).toHaveText('Offres près de Lens');
  await expect(page.getByRole('article').first()).toContainText('coworking');
});

test('without a place, the page says how to do better', async ({ page, visit }) => {
  await visit('/');
  await search(page).click();
  await expect(title(page)).toHaveText('Offres');
  await expect(page.getByText('Dites où vous êtes')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Pages de résultats' })).toContainText('Page 1');
  await page.getByRole('link', { name: 'Page suivante' }).click();
  await expect(page.getByRole('navigation', { name: 'Pages de résultats' })).toContainText('Page 2');
});

test('without JavaScript the field is a plain field', async ({ page, js }) => {
  test.skip(js, 'awake, the field proposes communes: the tests below');
  await page.goto('/');
  await place(page).fill('Lens');
  await expect(proposed(page)).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/offres\?lieu=Lens/);
  await expect(title(page)).toHaveText('Offres près de Lens');
});

test('the key Enter looks for what is written, and for no need', async ({ page, visit, axe }) => {
  for (const field of [page.getByLabel('Ou dites-le avec vos mots'), place(page)]) {
    await visit('/');
    await field.fill('Lens');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/offres\?.*=Lens/);
    await expect(page).not.toHaveURL(/besoin=/);
  }
  await visit('/');
  await axe();
});

test.describe('awake', () => {
  test.skip(({ js }) => !js, 'the list and the position need JavaScript');

  test('arrows and Enter choose a commune, Escape puts the list away', async ({ page, visit, axe }) => {
    await visit('/');
    await place(page).focus();
    await page.keyboard.type('st jean de l');
    const first = proposed(page).getByRole('option').first();
    await expect(proposed(page).getByRole('option', { name: /^Saint-Jean-de-Luz \(64500\)/ })).toContainText('Pyrénées-Atlantiques');
    await expect(place(page)).toHaveAttribute('aria-expanded', 'true');
    await expect(place(page)).not.toHaveAttribute('aria-activedescendant');

    await page.keyboard.press('ArrowDown');
    await expect(first).toHaveAttribute('aria-selected', 'true');
    await expect(place(page)).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id'))!);
    await axe();
    await page.keyboard.press('ArrowDown');
    await expect(first).toHaveAttribute('aria-selected', 'false');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    await expect(proposed(page)).toBeHidden();
    await expect(place(page)).toHaveValue('st jean de l');

    await page.keyboard.type('uz');
    await expect(first).toContainText('Saint-Jean-de-Luz');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(place(page)).toHaveValue('Saint-Jean-de-Luz (64500)');
    await expect(proposed(page)).toBeHidden();
    await expect(page, 'Enter in the list chooses, and sends nothing').toHaveURL('/');
    await page.keyboard.press('Enter');
    await expect(title(page)).toHaveText('Offres près de Saint-Jean-de-Luz');
  });

  test('a postal code proposes its communes, and a tap takes one', async ({ page, visit }) => {
    await visit('/');
    await place(page).pressSequentially('62300');
    await expect(proposed(page).getByRole('option', { name: /Éleu-dit-Leauwette/ })).toBeVisible();
    await proposed(page).getByRole('option', { name: /^Lens/ }).click();
    await expect(place(page)).toHaveValue('Lens (62300)');
    await expect(place(page)).toBeFocused();
    await page.getByRole('button', { name: 'Travailler' }).click();
    await expect(title(page)).toHaveText('Offres près de Lens');
    await expect(page).toHaveURL(/besoin=travailler/);
  });

  test('a département, a région and an intercommunality are places too', async ({ page, visit, axe }) => {
    for (const [typed, proposal, heading] of [
      ['pas de cal', 'Pas-de-Calais (département)', 'Offres : Pas-de-Calais'],
      ['bretagne', 'Bretagne (région)', 'Offres : Bretagne'],
      ['lens liev', 'CA de Lens - Liévin (intercommunalité)', 'Offres : CA de Lens - Liévin'],
    ]) {
      await visit('/');
      await place(page).fill(typed);
      await proposed(page).getByRole('option', { name: proposal }).click();
      await expect(place(page)).toHaveValue(proposal);
      await search(page).click();
      await expect(title(page)).toHaveText(heading);
      await expect(place(page)).toHaveValue(proposal);
    }
    await axe();
  });

  test('a choice taken quickly is not undone by the answer to the last key', async ({ page, visit }) => {
    await visit('/');
    await place(page).pressSequentially('Len');
    await expect(proposed(page).getByRole('option').first()).toBeVisible();
    let chosen = () => {};
    const choice = new Promise<void>((resolve) => (chosen = resolve));
    const last = /places.*text=Lens$/;
    await page.route(last, async (route) => {
      await choice;
      await route.continue();
    });
    const asked = page.waitForRequest(last);
    const answered = page.waitForResponse(last);
    await page.keyboard.type('s');
    await asked;
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(place(page)).toHaveValue(/^Lens \(/);
    chosen();
    await (await answered).finished();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await expect(proposed(page)).toBeHidden();
    await expect(place(page)).toHaveValue(/^Lens \(/);
  });

  test('an answer that comes late does not move what is pointed at', async ({ page, visit }) => {
    await visit('/');
    await place(page).pressSequentially('Len');
    const first = proposed(page).getByRole('option').first();
    await expect(first).toBeVisible();
    let moved = () => {};
    const move = new Promise<void>((resolve) => (moved = resolve));
    const last = /places.*text=Lens$/;
    await page.route(last, async (route) => {
      await move;
      await route.continue();
    });
    const asked = page.waitForRequest(last);
    const answered = page.waitForResponse(last);
    await page.keyboard.type('s');
    await asked;
    await page.keyboard.press('ArrowDown');
    await expect(first).toHaveAttribute('aria-selected', 'true');
    const before = await proposed(page).textContent();
    moved();
    await (await answered).finished();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await expect(first).toHaveAttribute('aria-selected', 'true');
    expect(await proposed(page).textContent()).toBe(before);
  });

  test('"autour de moi" asks for the position on tap, and only then', async ({ page, context, visit }) => {
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ latitude: 50.4322, longitude: 2.8333 });
    await page.addInitScript(() => {
      const asked = { count: 0 };
      Object.assign(window, { asked });
      const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
      navigator.geolocation.getCurrentPosition = (...how) => {
        asked.count += 1;
        ask(...how);
      };
    });
    const asked = () => page.evaluate(() => (window as unknown as { asked: { count: number } }).asked.count);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(decodeURIComponent(request.url()) + (request.postData() ?? '')));
    await visit('/');
    expect(await asked()).toBe(0);
    await page.getByRole('button', { name: 'Autour de moi' }).click();
    await expect(place(page)).toHaveValue('Lens (62300)');
    expect(await asked()).toBe(1);
    // A kilometre is enough to find a commune: the exact place stays on the phone.
    expect(sent.filter((url) => /50\.432|2\.833/.test(url))).toEqual([]);
    await page.getByRole('button', { name: 'Me former' }).click();
    await expect(title(page)).toHaveText('Offres près de Lens');
  });

  test('somebody who says no to her position is told to write her town', async ({ page, context, visit }) => {
    await context.clearPermissions();
    await visit('/');
    await page.getByRole('button', { name: 'Autour de moi' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Écrivez votre ville' })).toBeVisible();
  });
});
