// Back from "C’est envoyé !", as phones do it: the page comes back as it was left, scripts and all (Playwright's own
// browsers switch this off).
import { expect, test } from '../fixture';
import { coworking, fillRequest, lettersAbout, sendButton, somebody, title } from '../people';

test.use({
  launchOptions: [
    async ({ launchOptions }, use) => use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
    { scope: 'worker' },
  ],
});
test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'without JavaScript the browser sends the form itself');

test('the form that one comes back to can still be sent, and is the same request', async ({ page, visit }) => {
  const zoe = somebody();
  await page.addInitScript(() => addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })));
  await visit('/offres/coworking-lens/demande');
  await fillRequest(page, zoe);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL('/offres/coworking-lens/demande');
  expect(await page.evaluate(() => 'persisted' in window && window.persisted), 'the page was kept').toBe(true);
  await expect(page.getByText('Envoi en cours…')).toHaveCount(0);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  expect(await lettersAbout(zoe, coworking.email)).toHaveLength(1);
});
