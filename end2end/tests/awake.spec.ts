// Awake, a page does more than its HTML: it sends forms without being left, shares, proposes. Nothing that a person did
// is lost on the way.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { fillRequest, hasAsked, sendButton, somebody, title } from '../people';

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'a page wakes with JavaScript only');

/** The documents that the window loads from now on. */
function documents(page: Page): string[] {
  const loaded: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) loaded.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  return loaded;
}

test('no page complains when it wakes', async ({ page, request, visit, trouble }) => {
  trouble.expect(404);
  const said: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type()) || /hydrat/i.test(message.text())) said.push(`${page.url()}: ${message.text()}`);
  });
  const { path } = await hasAsked(request, somebody());
  for (const one of [
    '/',
    '/offres',
    '/offres?lieu=62498',
    '/offres?lieu=62498&rayon=50&theme=mobilite',
    '/offres?lieu=62498&q=xyzqwv',
    '/offres?lieu=80021',
    '/offres?lieu=Saint-Denis',
    '/offres/coworking-lens',
    '/offres/soudure-henin',
    '/offres/permis-lens',
    '/offres/lire-ecrire-compter-bordeaux',
    '/offres/coworking-lens/demande',
    '/offres/soudure-henin/demande',
    '/suivi',
    '/suivi/code-perdu',
    '/suivi/code-perdu?envoye=1',
    path,
    `${path}?envoyee=1`,
    `${path}?annuler=1`,
    '/parcours/creer-son-activite-a-lens',
    '/conventions/region-restos-nouvelle-aquitaine',
    '/structures/coop-connexion',
    '/mentions-legales',
    '/donnees-personnelles',
    '/accessibilite',
  ]) {
    await visit(one);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  }
  expect(said).toEqual([]);
  await visit('/n-importe-quoi');
  expect(said.filter((line) => !line.includes('404'))).toEqual([]);
});

test('waking changes nothing on the page', async ({ page, visit }) => {
  for (const path of ['/', '/offres?lieu=62498', '/offres/interim-lens', '/offres/interim-lens/demande', '/parcours/creer-son-activite-a-lens']) {
    const rendered = await (await page.request.get(path)).text();
    const main = /<main[^>]*>(.*)<\/main>/s.exec(rendered)![1];
    await visit(path);
    const [asleep, awake] = await page.evaluate((html) => {
      const words = (element: Element) => {
        for (const hidden of element.querySelectorAll('script, [hidden]')) hidden.remove();
        return (element.textContent ?? '').replaceAll(/\s+/g, ' ');
      };
      const template = document.createElement('template');
      template.innerHTML = html;
      const before = document.createElement('div');
      before.append(template.content);
      const after = document.querySelector('main')!.cloneNode(true) as Element;
      // These appear once awake, by design.
      for (const button of [before, after].flatMap((one) => [...one.querySelectorAll('.share button, .results-map, .around-me')])) button.remove();
      return [words(before), words(after)];
    }, main);
    expect(awake, path).toBe(asleep);
  }
});

test('back from a sheet, the results are where one left them', async ({ page, visit }) => {
  await visit('/');
  await page.getByLabel('Où êtes-vous ?').fill('Lens');
  await page.getByRole('option', { name: /^Lens/ }).first().click();
  await page.getByLabel('Ou dites-le avec vos mots').fill('projet');
  await page.getByRole('button', { name: 'Chercher', exact: true }).click();
  await expect(title(page)).toHaveText('Offres près de Lens');
  const results = await page.getByRole('article').getByRole('link').allTextContents();
  const last = page.getByRole('article').last().getByRole('link');
  await last.scrollIntoViewIfNeeded();
  const height = await page.evaluate(() => scrollY);
  await last.click();
  await expect(title(page)).toHaveText(results.at(-1)!);
  await expect.poll(() => page.evaluate(() => scrollY), 'a new page begins at its top').toBe(0);
  await page.goBack();
  await expect(title(page)).toHaveText('Offres près de Lens');
  expect(await page.getByRole('article').getByRole('link').allTextContents()).toEqual(results);
  await expect(page.getByLabel('Que cherchez-vous ?')).toHaveValue('projet');
  await expect.poll(() => page.evaluate(() => scrollY), 'back is where one was').toBe(height);
  await page.goBack();
  await expect(title(page)).toHaveText('Faites le premier pas.');
  await page.goForward();
  await expect(title(page)).toHaveText('Offres près de Lens');
});

test('the form leaves by a fetch: the browser posts nothing itself', async ({ page, visit }) => {
  const zoe = somebody();
  await visit('/offres/coworking-lens/demande');
  const loaded = documents(page);
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(`${request.resourceType()} ${new URL(request.url()).pathname}`);
  });
  await fillRequest(page, zoe);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  expect(posts).toEqual(['fetch /offres/coworking-lens/demande']);
  expect(loaded).toEqual([expect.stringMatching(/^GET \/suivi\/\w+$/)]);
});

test('problems come and go without loading the page', async ({ page, visit, trouble }) => {
  trouble.expect(422);
  const zoe = somebody();
  await visit('/offres/coworking-lens/demande');
  const loaded = documents(page);
  await sendButton(page).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await fillRequest(page, { ...zoe, mobile: '06' });
  await sendButton(page).click();
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByLabel('Votre prénom')).not.toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Votre prénom')).not.toHaveAccessibleDescription(/Écrivez votre prénom/);
  expect(loaded).toEqual([]);
  await page.getByLabel('Votre téléphone mobile').fill(zoe.mobile);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
});

test('the ways to share appear once the page is awake', async ({ page, context, visit }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => {
    const handed: unknown[] = [];
    Object.assign(window, { handed, print: () => handed.push('print') });
    Object.defineProperty(navigator, 'share', { value: async (what: unknown) => handed.push(what) });
  });
  await visit('/offres/coworking-lens');
  const sharing = page.getByRole('region', { name: 'Garder ou partager' });
  await sharing.getByRole('button', { name: 'Copier l’adresse' }).click();
  await expect(sharing.getByRole('status')).toHaveText('Adresse copiée.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(new URL('/offres/coworking-lens', page.url()).href);
  await sharing.getByRole('button', { name: 'Partager' }).click();
  await sharing.getByRole('button', { name: 'Imprimer' }).click();
  expect(await page.evaluate(() => (window as unknown as { handed: unknown[] }).handed)).toEqual([
    { title: expect.stringMatching(/^Un bureau partagé à Lens\s: l’espace de coworking$/), url: new URL('/offres/coworking-lens', page.url()).href },
    'print',
  ]);
  await expect(sharing.getByRole('link', { name: 'Envoyer par SMS' })).toHaveAttribute('href', /^sms:.*coworking-lens/);
});

test('what is typed while the page wakes is kept', async ({ page }) => {
  const zoe = somebody();
  let wake = () => {};
  const morning = new Promise<void>((resolve) => (wake = resolve));
  await page.route(/\.wasm$/, async (route) => {
    await morning;
    await route.continue();
  });
  const place = page.getByLabel('Où êtes-vous ?');
  await page.goto('/');
  await place.fill('Lens');
  const woken = page.waitForResponse(/\.wasm$/);
  wake();
  await (await woken).finished();
  // The page shows that it is awake by proposing communes for one more letter.
  await place.press('End');
  await expect(async () => {
    await place.press('Space');
    await expect(page.getByRole('listbox', { name: 'Lieux' })).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(place).toHaveValue(/^Lens/);

  await page.goto('/offres/coworking-lens/demande', { waitUntil: 'commit' });
  await fillRequest(page, zoe);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
});

/** The requests that reached the server from now on. */
function taken(page: Page): string[] {
  const answered: string[] = [];
  page.on('response', (response) => {
    if (response.request().method() === 'POST' && response.ok()) answered.push(new URL(response.url()).pathname);
  });
  return answered;
}

test('a network that fails loses nothing, and what was sent leaves by itself once it is back', async ({ page, visit, context, trouble }) => {
  const zoe = somebody();
  await visit('/offres/coworking-lens/demande');
  const sent = taken(page);
  await fillRequest(page, zoe);
  await context.setOffline(true);
  await sendButton(page).click();
  const told = page.getByRole('alert').filter({ hasText: 'Pas encore envoyé : le réseau ne répond pas. Rien n’est perdu.' });
  await expect(told).toContainText('Restez sur cette page : l’envoi repart tout seul.');
  // The seconds are seen, and not read aloud each time.
  await expect(page.getByText(/^Nouvel essai/)).toBeVisible();
  await expect(page.getByText(/^Nouvel essai/)).toHaveAttribute('aria-hidden', 'true');
  await expect(page.getByLabel('Votre prénom')).toHaveValue(zoe.firstName);
  expect(sent).toEqual([]);
  await context.setOffline(false);
  await expect(title(page)).toHaveText('C’est envoyé !', { timeout: 10_000 });
  expect(sent).toEqual(['/offres/coworking-lens/demande']);
  expect(trouble.seen.every((line) => line.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true);
  trouble.seen.length = 0;
});

test('what is changed meanwhile waits for a press', async ({ page, visit, context, trouble }) => {
  const zoe = somebody();
  await visit('/offres/coworking-lens/demande');
  const sent = taken(page);
  await fillRequest(page, zoe);
  await context.setOffline(true);
  await sendButton(page).click();
  await expect(page.getByText('l’envoi repart tout seul')).toBeVisible();
  const name = `${zoe.firstName} Anne`;
  await page.getByLabel('Votre prénom').fill(name);
  await expect(page.getByText('Vous avez changé quelque chose : appuyez pour envoyer.')).toBeVisible();
  await expect(page.getByText(/^Nouvel essai/)).toHaveCount(0);
  await context.setOffline(false);
  // Longer than a try would have waited.
  await page.waitForTimeout(2_500);
  expect(sent).toEqual([]);
  const leaves = page.waitForRequest((request) => request.method() === 'POST');
  await sendButton(page).click();
  expect(new URLSearchParams((await leaves).postData() ?? '').get('prenom')).toBe(name);
  await expect(title(page)).toHaveText('C’est envoyé !');
  expect(sent).toEqual(['/offres/coworking-lens/demande']);
  expect(trouble.seen.every((line) => line.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true);
  trouble.seen.length = 0;
});

test('who is told to wait is waited for, and may press sooner', async ({ page, visit, trouble }) => {
  trouble.expect(429);
  const zoe = somebody();
  const form = '**/offres/coworking-lens/demande';
  await visit('/offres/coworking-lens/demande');
  const sent = taken(page);
  let tries = 0;
  await page.route(form, async (route) => {
    tries += 1;
    await route.fulfill({ status: 429, headers: { 'retry-after': '60' }, contentType: 'application/json', body: '{"refused":{"typed":{},"problems":[]}}' });
  });
  await fillRequest(page, zoe);
  await sendButton(page).click();
  await expect(page.getByText(/^Nouvel essai dans (?:59|6\d|7\d) secondes/)).toBeVisible();
  await expect(page.getByText('Vous pouvez aussi appuyer.')).toBeVisible();
  await page.waitForTimeout(2_000);
  expect(tries, 'no sooner than asked').toBe(1);
  await page.unroute(form);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  expect(sent).toEqual(['/offres/coworking-lens/demande']);
});

test('a form that would be done twice waits for a press', async ({ page, visit, context, trouble }) => {
  await visit('/suivi/code-perdu');
  await page.getByLabel('Votre téléphone mobile').fill(somebody().mobile);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Recevoir mon code' }).click();
  await expect(page.getByText('le réseau ne répond pas. Rien n’est perdu. Appuyez encore.')).toBeVisible();
  await expect(page.getByText(/^Nouvel essai/)).toHaveCount(0);
  await context.setOffline(false);
  expect(trouble.seen.every((line) => line.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true);
  trouble.seen.length = 0;
});
