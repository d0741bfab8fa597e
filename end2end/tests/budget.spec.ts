// The bytes that a person pays for.
import { bytes, expect, test } from '../fixture';
import { app, url } from '../local.mjs';
import { fillRequest, sendButton, signIn, somebody, title } from '../people';

const light = ['/', '/offres/coworking-lens', '/offres/coworking-lens/demande'];

test.beforeEach(({}, { project }) => {
  test.skip(project.name.startsWith('desktop'), 'the same bytes as on a phone');
});

for (const path of light) {
  test(`HTML and CSS of ${path} come in the first round trip`, async ({ page }) => {
    const { html, css } = await bytes(page, path);
    test.info().annotations.push({ type: 'bytes', description: `${path}: html ${html}, css ${css}` });
    expect(html).toBeGreaterThan(1_000);
    expect(css).toBeGreaterThan(1_000);
    expect(html + css).toBeLessThanOrEqual(14_000);
  });
}

test('a page of twenty results stays under 20 kB', async ({ page }) => {
  const { html, css } = await bytes(page, '/offres');
  const remote = page.getByRole('region', { name: 'À distance ou partout en France' }).getByRole('article');
  await expect(page.getByRole('article')).toHaveCount(20 + (await remote.count()));
  test.info().annotations.push({ type: 'bytes', description: `/offres: html ${html}, css ${css}` });
  expect(html + css).toBeLessThanOrEqual(20_000);
});

test('the filters of a place, with their counts, cost no more', async ({ page }) => {
  const { html, css } = await bytes(page, '/offres?lieu=62498&rayon=100&theme=mobilite&tri=recent');
  test.info().annotations.push({ type: 'bytes', description: `/offres?lieu=…: html ${html}, css ${css}` });
  await expect(page.locator('#filtres b')).toHaveCount(122);
  expect(html + css).toBeLessThanOrEqual(20_000);
});

test('the script of the journey stays under 200 kB', async ({ page, js }) => {
  test.skip(!js, 'without JavaScript there is none');
  const { js: glue, wasm } = await bytes(page, '/offres?lieu=62498');
  test.info().annotations.push({ type: 'bytes', description: `js ${glue}, wasm ${wasm}` });
  expect(wasm).toBeGreaterThan(10_000);
  expect(glue + wasm).toBeLessThanOrEqual(200_000);
});

test('the map weighs at most 60 kB, and nothing before the tap', async ({ page, js }) => {
  test.skip(!js, 'without JavaScript there is no map');
  const sum = { before: 0, after: 0 };
  let tapped = false;
  const session = await page.context().newCDPSession(page);
  const ours = new Set<string>();
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (/\/map\/|carte\.json/.test(response.url)) ours.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (ours.has(requestId)) sum[tapped ? 'after' : 'before'] += encodedDataLength;
  });
  await session.send('Network.enable');
  await page.goto('/offres?lieu=62498', { waitUntil: 'networkidle' });
  expect(sum.before).toBe(0);
  tapped = true;
  await page.getByRole('button', { name: 'Voir la carte' }).tap();
  await page.waitForLoadState('networkidle');
  await expect(page.getByText('sur la carte')).toBeVisible();
  test.info().annotations.push({ type: 'bytes', description: `map: ${sum.after}` });
  expect(sum.after).toBeGreaterThan(10_000);
  expect(sum.after).toBeLessThanOrEqual(60_000);
});

test('nobody who looks for an offer pays for the desk', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  let sheet = '';
  page.on('response', async (response) => {
    if (/premier-pas\.[^/]*\.css$|main\.css$/.test(response.url())) sheet = await response.text();
  });
  for (const path of [...light, '/offres?lieu=62498', '/open-data']) await page.goto(path, { waitUntil: 'networkidle' });
  expect(asked.filter((path) => /\/pkg\/(desk|write|progress)\./.test(path))).toEqual([]);
  expect(sheet.length).toBeGreaterThan(1_000);
  for (const rule of ['.import-rows', '.desk-nav', '.write-bar']) expect(sheet, rule).not.toContain(rule);
  // The desk's own sheet comes with its first page.
  await signIn(page, 'coop-connexion@example.org', '/espace/coop-connexion/imports');
  await page.waitForLoadState('networkidle');
  expect(asked.some((path) => path.startsWith('/pkg/desk.'))).toBe(true);
});

test('without JavaScript no script is loaded', async ({ page, js }) => {
  test.skip(js, 'with JavaScript there is one');
  const { js: glue, wasm } = await bytes(page, '/offres/coworking-lens');
  expect(glue + wasm).toBe(0);
});

test('nothing is asked of another host, and nothing is kept of a visitor', async ({ page, context }) => {
  const hosts = new Set<string>();
  context.on('request', (request) => hosts.add(new URL(request.url()).origin));
  for (const path of [...light, '/offres?lieu=62498', '/parcours/creer-son-activite-a-lens', '/mentions-legales']) {
    await page.goto(path, { waitUntil: 'networkidle' });
  }
  hosts.delete('null'); // data: addresses
  expect([...hosts]).toEqual([url(app)]);
  expect(await context.cookies()).toEqual([]);
});

test('somebody who saves data gets the page without the wasm, and asks all the same', async ({ page, js }) => {
  test.skip(!js, 'without JavaScript there is no wasm');
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } }));
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (/\.(wasm|js)(\?|$)/.test(request.url())) scripts.push(request.url());
  });
  const zoe = somebody();
  await page.goto('/offres?lieu=62498&besoin=creer');
  await page.getByRole('link', { name: 'l’espace de coworking' }).click();
  await page.getByRole('link', { name: 'Ça m’intéresse' }).click();
  await fillRequest(page, zoe);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  await page.waitForLoadState('networkidle');
  expect(scripts).toEqual([]);
});

test('on 2G the wasm stays away', async ({ page, js }) => {
  test.skip(!js, 'without JavaScript there is no wasm');
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: false, effectiveType: 'slow-2g' } }));
  const { wasm, js: glue } = await bytes(page, '/offres/coworking-lens');
  expect(wasm + glue).toBe(0);
});
