// Saying what one looks for: a plain field; awake, it proposes needs, trades, organisations and places.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { title } from '../people';

const words = (page: Page) => page.getByRole('combobox', { name: /Ou dites-le avec vos mots|Que cherchez-vous/ });
const place = (page: Page) => page.getByRole('combobox', { name: 'Où êtes-vous ?' });
const list = (page: Page) => page.getByRole('listbox', { name: 'Propositions' });
const options = (page: Page) => list(page).getByRole('option');
const search = (page: Page) => page.getByRole('button', { name: 'Chercher', exact: true });
const frames = (page: Page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

test('without JavaScript the field is a plain field', async ({ page, js }) => {
  test.skip(js, 'awake, the field proposes: the tests below');
  await page.goto('/');
  await words(page).fill('coworking');
  await expect(list(page)).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/[?&]q=coworking/);
  await expect(words(page)).toHaveValue('coworking');
  await expect(page.getByRole('article').first()).toContainText('coworking');
});

test.describe('awake', () => {
  test.skip(({ js }) => !js, 'the list needs JavaScript');

  /** Holds back the answer to a text until it is let go; then waits until the page has taken it in. */
  async function late(page: Page, text: string) {
    const asked = new RegExp(`suggestions.*text=${text}(&|$)`);
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    await page.route(asked, async (route) => {
      await gate;
      await route.continue();
    });
    const request = page.waitForRequest(asked);
    const response = page.waitForResponse(asked);
    return {
      asked: request,
      comes: async () => {
        open();
        await (await response).finished();
        await frames(page);
      },
    };
  }

  test('one list, by kind, each under its heading', async ({ page, visit, axe }) => {
    for (const path of ['/', '/offres?lieu=62498']) {
      await visit(path);
      await words(page).pressSequentially('form');
      await expect(options(page).first()).toBeVisible();
      const headings = await list(page).getByRole('group').evaluateAll((groups) => groups.map((group) => document.getElementById(group.getAttribute('aria-labelledby')!)!.textContent));
      expect(headings).toEqual(['Besoins', 'Métiers', 'Ouvrir la page d’une organisation', 'Lieux'].filter((heading) => headings.includes(heading)));
      expect(headings).toContain('Besoins');
      await expect(list(page).getByRole('group', { name: 'Besoins' }).getByRole('option', { name: 'Formation', exact: true })).toBeVisible();
      expect(await options(page).count()).toBeLessThanOrEqual(8);
      await expect(page.getByRole('status').filter({ hasText: `${await options(page).count()} propositions.` })).toHaveCount(1);
      await axe();
    }
  });

  test('each line is large enough for a thumb, and within the screen', async ({ page, visit }) => {
    for (const width of [320, page.viewportSize()!.width]) {
      await page.setViewportSize({ width, height: 740 });
      await visit('/');
      await words(page).fill('le');
      await expect(options(page).first()).toBeVisible();
      for (const box of await options(page).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))) {
        expect(box.height).toBeGreaterThanOrEqual(48);
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.right).toBeLessThanOrEqual(width);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), 'no horizontal scroll').toBe(true);
    }
  });

  test('arrows point, Home and End go back to the text, Escape and Tab put the list away', async ({ page, visit, axe }) => {
    await visit('/');
    await words(page).pressSequentially('form');
    await expect(words(page)).toHaveAttribute('aria-expanded', 'true');
    await expect(words(page)).not.toHaveAttribute('aria-activedescendant');
    const last = (await options(page).count()) - 1;
    expect(last).toBeGreaterThan(0);
    const pointed = async (at: number) => {
      await expect(options(page).nth(at)).toHaveAttribute('aria-selected', 'true');
      await expect(list(page).locator('[aria-selected=true]')).toHaveCount(1);
      await expect(words(page)).toHaveAttribute('aria-activedescendant', (await options(page).nth(at).getAttribute('id'))!);
      await expect(options(page).nth(at)).toBeInViewport();
    };

    await page.keyboard.press('ArrowUp');
    await pointed(last);
    await page.keyboard.press('ArrowDown');
    await pointed(0);
    await page.keyboard.press('ArrowDown');
    await pointed(1);
    await axe();
    await page.keyboard.press('ArrowUp');
    await pointed(0);
    for (const key of ['Home', 'End', 'ArrowLeft', 'ArrowRight']) {
      await page.keyboard.press(key);
      await expect(words(page)).not.toHaveAttribute('aria-activedescendant');
      await expect(list(page)).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await pointed(0);
    }
    expect(await words(page).evaluate((field: HTMLInputElement) => field.selectionStart), 'arrows of the list leave the cursor').toBe(4);

    await page.keyboard.press('Escape');
    await expect(list(page)).toBeHidden();
    await expect(words(page)).toHaveAttribute('aria-expanded', 'false');
    await expect(words(page)).toHaveValue('form');
    await expect(words(page)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(options(page).first(), 'an arrow opens it again').toBeVisible();
    await page.keyboard.press('Tab');
    await expect(list(page)).toBeHidden();
    await expect(search(page)).toBeFocused();
    await expect(words(page)).toHaveValue('form');
    await expect(page).toHaveURL('/');
  });

  test('a need is looked for by its filter, until one writes something else', async ({ page, visit }) => {
    await visit('/');
    await place(page).fill('Lens');
    await words(page).pressSequentially('apprendre le fr');
    await list(page).getByRole('option', { name: 'Apprendre le français', exact: true }).click();
    await expect(words(page)).toHaveValue('Apprendre le français');
    await expect(list(page)).toBeHidden();
    await expect(page, 'a choice sends nothing').toHaveURL('/');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/[?&]besoin=francais/);
    await expect(page).not.toHaveURL(/besoin=travailler/);
    await expect(page).not.toHaveURL(/[?&]q=./);
    await expect(page.getByRole('article').first()).toBeVisible();

    await visit('/');
    await words(page).pressSequentially('apprendre le fr');
    await list(page).getByRole('option', { name: 'Apprendre le français', exact: true }).click();
    await words(page).fill('coworking');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/[?&]q=coworking/);
    await expect(page).not.toHaveURL(/besoin=/);
  });

  test('a trade fills the field, with the keyboard alone', async ({ page, visit }) => {
    await visit('/offres?lieu=La+Rochelle');
    await words(page).pressSequentially('commis');
    await expect(list(page).getByRole('group', { name: 'Métiers' }).getByRole('option').first()).toHaveText('Commis de cuisine');
    await page.keyboard.press('ArrowDown');
    while (!(await words(page).getAttribute('aria-activedescendant').then((id) => page.locator(`#${id}`).textContent()))?.startsWith('Commis de cuisine')) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await expect(words(page)).toHaveValue('Commis de cuisine');
    await expect(words(page)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/q=Commis/);
    await expect(page.getByRole('link', { name: 'Devenir commis de cuisine à La Rochelle' })).toBeVisible();
  });

  test('a place goes to the field of places, the words before it stay', async ({ page, visit }) => {
    await visit('/');
    await words(page).pressSequentially('coworking à lens');
    await list(page).getByRole('group', { name: 'Lieux' }).getByRole('option', { name: /^Lens/ }).click();
    await expect(place(page)).toHaveValue('Lens (62300)');
    await expect(words(page)).toHaveValue('coworking');
    await expect(words(page)).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: 'Lieu : Lens (62300).' })).toHaveCount(1);
    await search(page).click();
    await expect(title(page)).toHaveText('Offres près de Lens');
    await expect(page).toHaveURL(/q=coworking/);
  });

  test('an organisation opens its page', async ({ page, visit }) => {
    await visit('/');
    await words(page).pressSequentially('coopcon');
    await list(page).getByRole('group', { name: 'Ouvrir la page d’une organisation' }).getByRole('option', { name: 'CoopConnexion' }).click();
    await expect(page).toHaveURL('/structures/coop-connexion');
    await expect(title(page)).toHaveText('CoopConnexion');
  });

  test('a tap takes a line', async ({ page, visit, isMobile }) => {
    test.skip(!isMobile, 'there is no finger here');
    await visit('/');
    await words(page).pressSequentially('apprendre le fr');
    await list(page).getByRole('option', { name: 'Apprendre le français', exact: true }).tap();
    await expect(words(page)).toHaveValue('Apprendre le français');
    await expect(list(page)).toBeHidden();
  });

  test('an answer that comes late neither moves what is pointed at nor undoes a choice', async ({ page, visit }) => {
    await visit('/');
    await words(page).pressSequentially('for');
    await expect(options(page).first()).toBeVisible();
    const before = await list(page).textContent();
    const answer = await late(page, 'form');
    await page.keyboard.type('m');
    await answer.asked;
    await page.keyboard.press('ArrowDown');
    await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
    await answer.comes();
    await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
    expect(await list(page).textContent()).toBe(before);

    const second = await late(page, 'forma');
    await page.keyboard.type('a');
    await second.asked;
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const chosen = await words(page).inputValue();
    await second.comes();
    await expect(list(page)).toBeHidden();
    await expect(words(page)).toHaveValue(chosen);
  });

  test('an answer that comes late does not move what a hand is on', async ({ page, visit, isMobile }) => {
    await visit('/');
    await words(page).pressSequentially('for');
    await expect(options(page).first()).toBeVisible();
    const before = await list(page).textContent();
    const answer = await late(page, 'form');
    await page.keyboard.type('m');
    await answer.asked;
    const box = (await options(page).first().boundingBox())!;
    if (isMobile) {
      // A finger comes down: what lies under it is what it will take.
      await options(page).first().dispatchEvent('pointerdown', { pointerType: 'touch' });
    } else {
      await page.mouse.move(box.x + 20, box.y + 10);
      await page.mouse.move(box.x + 30, box.y + 12);
    }
    await answer.comes();
    expect(await list(page).textContent()).toBe(before);
  });

  test('a list that was put away stays away', async ({ page, visit }) => {
    for (const leave of ['Escape', 'Tab']) {
      await visit('/');
      await words(page).pressSequentially('for');
      await expect(options(page).first()).toBeVisible();
      const answer = await late(page, 'form');
      await page.keyboard.type('m');
      await answer.asked;
      await page.keyboard.press(leave);
      await answer.comes();
      await expect(list(page), leave).toBeHidden();
      await page.unrouteAll();
    }
  });

  test('nothing found is told, and absurd texts change nothing', async ({ page, visit }) => {
    await visit('/');
    for (const text of ['zzzzzz', '^(a+)+$', '🙂🙂🙂', '\u202esnel', 'x'.repeat(200)]) {
      await words(page).fill(text);
      await expect(page.getByRole('status').filter({ hasText: 'Pas de proposition.' })).toHaveCount(1);
      await expect(list(page)).toBeHidden();
      await expect(words(page)).toHaveValue(text);
      await words(page).fill('');
      await expect(page.getByRole('status').filter({ hasText: 'Pas de proposition.' })).toHaveCount(0);
    }
    await search(page).click();
    await expect(title(page)).toHaveText('Offres');
  });

  test('where the network is gone the field goes on as plain text', async ({ page, visit }) => {
    await visit('/');
    await page.route(/suggestions/, (route) => route.abort('aborted'));
    const failed = page.waitForEvent('requestfailed');
    await words(page).fill('coworking');
    await failed;
    await frames(page);
    await expect(list(page)).toBeHidden();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/q=coworking/);
  });

  test.describe('in the dark', () => {
    test.use({ colorScheme: 'dark' });

    test('the list can be read', async ({ page, visit, axe }) => {
      await visit('/');
      await words(page).fill('le');
      await expect(options(page).first()).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await axe();
    });
  });
});
