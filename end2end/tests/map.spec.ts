// The map of the results: beside the list on a desktop, behind one tap on a phone.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { app, tiles, url } from '../local.mjs';

const lens = '/offres?lieu=62498';

const map = (page: Page) => page.getByRole('region', { name: 'Carte des offres' });
const show = (page: Page) => page.getByRole('button', { name: 'Voir la carte' });
const back = (page: Page) => page.getByRole('button', { name: 'Voir la liste' });
const popup = (page: Page) => map(page).getByRole('dialog');
const nearer = (page: Page) => map(page).getByRole('button', { name: 'Voir de plus près', exact: true });
/** The pins that are one offer each, and those that are several. */
const pins = (page: Page) => map(page).getByRole('button', { name: / : .+, / });
const groups = (page: Page) => map(page).getByRole('button', { name: /^\d+ offres (près d’ici|à cet endroit)/ });
const cards = (page: Page) => page.locator('.list-side > .cards > li > article');

const phone = (page: Page) => page.viewportSize()!.width < 1024;

/** Opens the results with their map: on a phone by a tap, on a desktop it comes by itself. */
async function openMap(page: Page, path = lens) {
  await page.goto(path);
  if (phone(page)) await show(page).tap();
  await expect(map(page).getByText('sur la carte')).toBeVisible();
}

test('without JavaScript there is the list, and no dead button', async ({ page, js }) => {
  test.skip(js, 'with JavaScript there is a map: the tests below');
  await page.goto(lens);
  await expect(map(page)).toBeHidden();
  await expect(show(page)).toBeHidden();
  await expect(cards(page).first()).toBeVisible();
});

test.describe('with JavaScript', () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'a map needs JavaScript');

  test('the map shows as many offers as the list, and the place with its radius', async ({ page }) => {
    await openMap(page);
    const data = await (await page.request.get(`${url(app)}/offres/carte.json?lieu=62498`)).json();
    await expect(map(page).getByText(`${data.total} offres sur la carte.`)).toBeVisible();
    await expect(page.locator('.count')).toContainText(`${data.total} offres`);
    const named = await pins(page).count();
    const grouped = (await groups(page).allTextContents()).map(Number);
    expect(named + grouped.reduce((sum, count) => sum + count, 0)).toBe(data.total);
    await expect(map(page).locator('path.map-radius')).toBeAttached();
    await expect(map(page).locator('.map-centre')).toBeVisible();
    expect(data.pins.map(({ name }: { name: string }) => name)).toEqual(await cards(page).locator('h3').allTextContents());
  });

  test('groups come apart, down to the offers of one address', async ({ page }) => {
    await openMap(page);
    const names = () => map(page).locator('.map-mark').evaluateAll((marks) => marks.map((mark) => mark.getAttribute('aria-label')).join());
    const address = map(page).getByRole('button', { name: 'offres à cet endroit' });
    for (let taps = 0; taps < 10 && (await address.count()) === 0; taps++) {
      const before = await names();
      await groups(page).first().click();
      await expect.poll(names, { message: 'a tap on a group goes nearer' }).not.toBe(before);
    }
    const count = Number(await address.first().textContent());
    await address.first().click();
    await expect(popup(page)).toHaveAccessibleName(`${count} offres à cet endroit`);
    await expect(popup(page).getByRole('link')).toHaveCount(count);
  });

  test('a pin leads to its sheet', async ({ page }) => {
    await openMap(page);
    const pin = pins(page).first();
    const name = (await pin.getAttribute('aria-label'))!;
    await pin.click();
    await expect(popup(page)).toHaveAccessibleName(name);
    const link = popup(page).getByRole('link');
    await expect(link).toBeFocused();
    const offer = (await link.textContent())!;
    expect(name).toContain(offer);
    await link.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(offer);
  });

  test('a keyboard is enough', async ({ page, axe }) => {
    await openMap(page);
    await axe();
    const pin = pins(page).first();
    await nearer(page).focus();
    // The list comes first in the map too: Tab meets the pins in its order.
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      if (await pin.evaluate((element) => element === document.activeElement)) break;
    }
    await expect(pin).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(popup(page).getByRole('link')).toBeFocused();
    await axe();
    await page.keyboard.press('Escape');
    await expect(popup(page)).toHaveCount(0);
    await expect(pin).toBeFocused();
    await page.keyboard.press('Space');
    await expect(popup(page)).toBeVisible();
    await popup(page).getByRole('button', { name: 'Fermer' }).press('Enter');
    await expect(popup(page)).toHaveCount(0);
    await expect(pin).toBeFocused();

    const scale = () => map(page).locator('path.map-radius').evaluate((circle) => circle.getBoundingClientRect().width);
    const before = await scale();
    await nearer(page).press('Space');
    await expect.poll(scale).toBeGreaterThan(before * 1.5);
    await expect(map(page).locator('.leaflet-zoom-anim')).toHaveCount(0); // until then the map hears nothing
    await map(page).getByRole('button', { name: 'Voir de plus loin' }).press('Enter');
    await expect.poll(scale).toBeLessThan(before * 1.5);
    await map(page).getByRole('button', { name: 'Revenir à toute la carte' }).press('Enter');
    await expect.poll(scale).toBeCloseTo(before, 0);
    // A group that comes apart gives the focus to what it held.
    await groups(page).first().focus();
    await page.keyboard.press('Enter');
    await expect(map(page).locator('.map-mark:focus')).toBeVisible();
  });

  test('one step leads past the map', async ({ page }) => {
    await openMap(page);
    const skip = map(page).getByRole('link', { name: 'Passer la carte' });
    await skip.focus();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await map(page).evaluate((panel) => panel.contains(document.activeElement))).toBe(false);
    await expect(map(page).getByText('sur la carte')).toBeVisible();
  });

  test('tiles come from the host of the settings, which learns nothing of the page', async ({ page }) => {
    const asked = page.waitForRequest((request) => request.url().startsWith(url(tiles)));
    await openMap(page);
    // The tests' own host refuses whoever tells it where she comes from.
    expect((await (await asked).response())?.status()).toBe(200);
    expect((await (await asked).allHeaders()).referer).toBeUndefined();
    await expect(map(page).getByText('Fond de carte : © Essai')).toBeVisible();
    await expect(map(page).getByRole('link', { name: '© Essai' })).toHaveAttribute('href', 'https://tuiles.example');
  });

  test('without its tiles the map says so, and keeps its pins', async ({ page, trouble }) => {
    trouble.expect(404);
    await page.route(`${url(tiles)}/**`, (route) => route.fulfill({ status: 404 }));
    await openMap(page);
    await expect(map(page).getByText('Le fond de la carte n’a pas pu venir.')).toBeVisible();
    await expect(map(page).locator('.map-mark').first()).toBeVisible();
  });

  for (const [what, broken] of [
    ['data', '**/offres/carte.json*'],
    ['script', '**/map/map.*.js*'],
    ['style', '**/map/map.*.css'],
  ]) {
    test(`without its ${what} the list says everything, and one may try again`, async ({ page, trouble, axe }) => {
      trouble.expect(503);
      await page.route(broken, (route) => route.fulfill({ status: 503 }));
      await page.goto(lens);
      if (phone(page)) await show(page).tap();
      await expect(page.getByText('La carte n’a pas pu venir. La liste dit tout.')).toBeVisible();
      await expect(cards(page).first()).toBeVisible();
      await axe();
      await page.unroute(broken);
      await show(page).click();
      await expect(map(page).getByText('sur la carte')).toBeVisible();
    });
  }

  test('a page without results has no map', async ({ page }) => {
    await page.goto('/offres?lieu=62498&q=xyzqwv');
    await expect(page.getByText('Rien pour le moment')).toBeVisible();
    await expect(map(page)).toHaveCount(0);
  });

  test('in the dark too', async ({ page, axe }) => {
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await openMap(page);
    await pins(page).first().click();
    await expect(popup(page)).toBeVisible();
    await axe();
  });
});

test.describe('on a phone', () => {
  test.skip(({ javaScriptEnabled, isMobile }) => javaScriptEnabled === false || !isMobile, 'the tap is a phone’s');

  test('nothing of the map is loaded before the tap', async ({ page, visit }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await visit(lens);
    await page.waitForLoadState('networkidle');
    expect(asked.filter((address) => /\/map\/|carte\.json/.test(address) || address.startsWith(url(tiles)))).toEqual([]);
    await show(page).tap();
    await expect(map(page).getByText('sur la carte')).toBeVisible();
    expect(asked.filter((address) => /\/map\//.test(address))).toHaveLength(2);
  });

  test('the map takes the place of the list, and "back" gives it back', async ({ page }) => {
    await openMap(page);
    await expect(cards(page).first()).toBeHidden();
    await expect(back(page)).toBeInViewport();
    await expect(page).toHaveURL(/#carte$/);
    await back(page).tap();
    await expect(cards(page).first()).toBeVisible();
    await expect(page).toHaveURL(/lieu=62498$/);
    await expect(map(page).getByText('sur la carte')).toBeHidden();
    await show(page).tap();
    await expect(map(page).locator('.map-mark').first()).toBeVisible();
    await page.goBack();
    await expect(cards(page).first()).toBeVisible();
    await page.goForward();
    await expect(cards(page).first()).toBeHidden();
    // From the sheet of an offer one comes back to the map.
    await pins(page).first().tap();
    await popup(page).getByRole('link').tap();
    await expect(page).toHaveURL(/\/offres\/[a-z]/);
    await page.goBack();
    await expect(map(page).locator('.map-mark').first()).toBeVisible();
    await expect(cards(page).first()).toBeHidden();
  });

  test('somebody who saves data has the map too, once she asks', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } }));
    await openMap(page);
    await expect(map(page).locator('.map-mark').first()).toBeVisible();
  });
});

test.describe('on a desktop', () => {
  test.skip(({ javaScriptEnabled, isMobile }) => javaScriptEnabled === false || !!isMobile, 'the room is a desktop’s');

  test('the map stands beside the list, and stays while one reads', async ({ page }) => {
    await openMap(page);
    await expect(show(page)).toBeHidden();
    const list = (await cards(page).first().boundingBox())!;
    const canvas = (await map(page).boundingBox())!;
    expect(canvas.x).toBeGreaterThanOrEqual(list.x + list.width);
    await cards(page).last().scrollIntoViewIfNeeded();
    await expect(map(page).locator('.map-mark').first()).toBeInViewport();
  });

  test('a card lights its pin, and a pin marks its card', async ({ page }) => {
    await openMap(page);
    const pin = pins(page).first();
    const name = (await pin.getAttribute('aria-label'))!;
    const card = cards(page).filter({ hasText: name.replace(/^[^:]+ : (.+), .+?$/, '$1') }).first();
    await card.hover();
    await expect(pin).toHaveClass(/lit/);
    await page.mouse.move(0, 0);
    await expect(pin).not.toHaveClass(/lit/);
    await card.getByRole('link').focus();
    await expect(pin).toHaveClass(/lit/);
    await pin.click();
    await expect(card).toHaveClass(/on-map/);
    await expect(card).toBeInViewport();
    await popup(page).getByRole('button', { name: 'Fermer' }).click();
    await expect(card).not.toHaveClass(/on-map/);
  });

  test('the wheel scrolls the page until one works in the map', async ({ page }) => {
    await openMap(page);
    const canvas = map(page).getByRole('application');
    await canvas.hover();
    await page.mouse.wheel(0, 200);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    // Where the page can't move under the mouse, which would leave the map.
    await page.evaluate(() => scrollTo(0, 0));
    const scale = () => map(page).locator('path.map-radius').evaluate((circle) => circle.getBoundingClientRect().width);
    const before = await scale();
    await canvas.click({ position: { x: 40, y: 40 } });
    // A browser listens to the wheel from its next picture on.
    const turn = () => page.mouse.wheel(0, -100).then(scale);
    await expect.poll(turn).toBeGreaterThan(before * 1.5);
  });

  test('who saves data opens the map by hand', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } }));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(lens, { waitUntil: 'networkidle' });
    expect(asked.filter((address) => /\/map\/|carte\.json/.test(address))).toEqual([]);
    await show(page).click();
    await expect(map(page).getByText('sur la carte')).toBeVisible();
    await expect(show(page)).toBeHidden();
  });
});
