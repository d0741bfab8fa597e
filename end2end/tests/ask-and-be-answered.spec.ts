// The journey: find an offer, ask for it in two fields, be answered, read the answer.
import type { Page } from '@playwright/test';
import { expect, letters, test } from '../fixture';
import { code, CODE, coworking, DAY, fillRequest, hasAsked, letterAbout, openRequest, replyButton, sendButton, somebody, someDay, title } from '../people';

const answers = (page: Page) => page.getByRole('group', { name: 'Que répondez-vous ?' });

test('from the home page to a call, in two fields', async ({ page, visit, structure, js }) => {
  const zoe = somebody();
  await visit('/');
  const place = page.getByLabel('Où êtes-vous ?');
  await place.fill('Lens');
  if (js) {
    await page.getByRole('option', { name: /^Lens \(62300\)/ }).click();
    await expect(place).toHaveValue('Lens (62300)');
  }
  await page.getByRole('button', { name: 'Créer mon activité' }).click();

  await expect(page).toHaveURL(/\/offres\?lieu=Lens.*besoin=creer/);
  await expect(title(page)).toHaveText('Offres près de Lens');
  await page.getByRole('link', { name: 'Un bureau partagé à Lens : l’espace de coworking' }).click();

  await expect(page).toHaveURL('/offres/coworking-lens');
  await expect(title(page)).toHaveText('Un bureau partagé à Lens : l’espace de coworking');
  await page.getByRole('link', { name: 'Ça m’intéresse' }).click();

  await expect(page).toHaveURL('/offres/coworking-lens/demande');
  const promise = DAY.exec((await page.getByText('Vous aurez des nouvelles avant le').textContent()) ?? '')?.[0];
  expect(promise).toBeDefined();
  await fillRequest(page, zoe);
  await sendButton(page).click();

  await expect(page).toHaveURL(/\/suivi\/[^/?]+\?envoyee=1$/);
  await expect(title(page)).toHaveText('C’est envoyé !');
  await expect(code(page)).toHaveText(CODE);
  await expect(page.getByText(`au plus tard le ${promise}`)).toBeVisible();
  const qr = page.getByRole('img', { name: 'QR code de votre demande' });
  await expect(qr).toBeVisible();
  await expect.poll(() => qr.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth)).toBeGreaterThan(0);

  const { letter, path } = await letterAbout(zoe);
  expect(letter.subject).toContain('Un bureau partagé à Lens');
  expect(letter.text).toContain(promise);
  for (const hers of [zoe.firstName, zoe.mobile, zoe.mobile.replaceAll(' ', ''), zoe.email]) expect(letter.text + letter.html).not.toContain(hers);

  await visit(path, structure);
  await expect(title(structure)).toHaveText(`${zoe.firstName} demande à venir`);
  await expect(structure.getByText(zoe.mobile), 'nothing of her before it is opened').toHaveCount(0);
  await openRequest(structure);
  await expect(structure.getByRole('link', { name: zoe.mobile })).toHaveAttribute('href', `tel:+33${zoe.mobile.replaceAll(' ', '').slice(1)}`);
  await answers(structure).getByRole('radio', { name: 'Je l’appelle' }).check();
  await replyButton(structure).click();
  await expect(structure.getByText(`Merci ! ${zoe.firstName} est prévenue par SMS. Vous allez l’appeler.`)).toBeVisible();

  await page.getByRole('link', { name: 'Lien vers cette page' }).click();
  await expect(title(page)).toHaveText('On vous appelle');
  await expect(page.getByText('La structure va vous appeler. Gardez votre téléphone près de vous')).toBeVisible();
});

test('her e-mail, her words and her hour reach the structure; the answer reaches her e-mail', async ({ page, visit, structure }) => {
  const zoe = somebody();
  await visit('/offres/coworking-lens/demande');
  await fillRequest(page, zoe);
  await page.getByText('Ajouter quelque chose').click();
  await page.getByRole('radio', { name: 'le soir' }).check();
  await page.getByLabel('Un mot pour la structure').fill('Je couds des sacs.\nJe cherche une table.');
  await page.getByLabel('Votre e-mail').fill(zoe.email);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  const given = (await code(page).textContent())!;

  const [receipt] = await letters(zoe.email);
  expect(receipt.subject).toBe('Votre demande est envoyée');
  expect(receipt.text).toContain(given);
  expect(receipt.text).not.toContain(zoe.firstName);

  const { path } = await letterAbout(zoe);
  await visit(path, structure);
  await openRequest(structure);
  await expect(structure.getByRole('definition').filter({ hasText: 'le soir' })).toBeVisible();
  await expect(structure.getByText('Je couds des sacs. Je cherche une table.')).toBeVisible();
  await expect(structure.getByRole('link', { name: zoe.email })).toBeVisible();
  await answers(structure).getByRole('radio', { name: 'C’est oui' }).check();
  await structure.getByLabel(`Un mot pour ${zoe.firstName}`).fill('Venez avec vos sacs !');
  await replyButton(structure).click();
  await expect(structure.getByText('Vous avez dit oui.')).toBeVisible();

  const answer = (await letters(zoe.email, 2)).find((letter) => letter.subject === 'Vous avez une réponse');
  expect(answer?.text).toContain('la structure vous dit oui');
  await visit(/\/suivi\/\S+/.exec(answer!.text)![0]);
  await expect(title(page)).toHaveText('C’est oui');
  await expect(page.getByText('La structure vous attend.')).toBeVisible();
  await expect(page.getByText('Venez avec vos sacs !')).toBeVisible();
});

test('an appointment has a day, an hour and a place', async ({ page, request, visit, structure }) => {
  const zoe = somebody();
  const day = someDay();
  const { path: followed } = await hasAsked(request, zoe);
  const { path } = await letterAbout(zoe);
  await visit(path, structure);
  await openRequest(structure);
  await answers(structure).getByRole('radio', { name: 'Je propose un rendez-vous' }).check();
  await expect(structure.getByLabel('Lieu')).toHaveValue('4 rue de l’Exemple, 62300 Lens');
  await structure.getByLabel('Jour').fill(day.iso);
  await structure.getByLabel('Heure').fill('14:30');
  await structure.getByLabel('Lieu').fill('Au coworking, bureau 2');
  await replyButton(structure).click();
  await expect(structure.getByText(`Rendez-vous le ${day.spoken} à 14 h 30, Au coworking, bureau 2.`)).toBeVisible();

  await visit(followed);
  await expect(title(page)).toHaveText('Rendez-vous proposé');
  await expect(page.getByText(`Venez le ${day.spoken} à 14 h 30.`)).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: 'Au coworking, bureau 2' })).toBeVisible();
});

test('a no has a reason, and other offers come with it', async ({ page, request, visit, structure }) => {
  const zoe = somebody();
  const { path: followed } = await hasAsked(request, zoe);
  const { path } = await letterAbout(zoe);
  await visit(path, structure);
  await openRequest(structure);
  await answers(structure).getByRole('radio', { name: 'Pas cette fois' }).check();
  await structure.getByRole('radio', { name: 'Nous n’avons plus de place' }).check();
  await replyButton(structure).click();
  await expect(structure.getByText('Vous avez dit non, pas cette fois.')).toBeVisible();
  await expect(replyButton(structure)).toHaveCount(0);

  await visit(followed);
  await expect(title(page)).toHaveText('Pas cette fois');
  await expect(page.getByText('Il n’y a plus de place pour le moment.')).toBeVisible();
  const others = page.getByRole('region', { name: 'D’autres offres près de là' });
  await expect(others.getByRole('article')).toHaveCount(3);
  const other = others.getByRole('article').first().getByRole('link');
  const name = (await other.textContent())!;
  await other.click();
  await expect(title(page)).toHaveText(name);

  const news = await letters(zoe.email, 2);
  expect(news.map((letter) => letter.subject)).toContain('Vous avez une réponse');
});

test('the structure changes its answer, and she reads the last one', async ({ page, request, visit, structure }) => {
  const zoe = somebody();
  const { path: followed } = await hasAsked(request, zoe);
  const { path } = await letterAbout(zoe);
  await visit(path, structure);
  await openRequest(structure);
  await answers(structure).getByRole('radio', { name: 'Je l’appelle' }).check();
  await replyButton(structure).click();
  await expect(structure.getByText('Vous allez l’appeler.')).toBeVisible();
  await expect(structure.getByRole('heading', { name: 'Changer votre réponse' })).toBeVisible();
  await answers(structure).getByRole('radio', { name: 'C’est oui' }).check();
  await replyButton(structure).click();
  await expect(structure.getByText('Vous avez dit oui.')).toBeVisible();

  await visit(followed);
  await expect(title(page)).toHaveText('C’est oui');
  await expect(page.getByRole('region', { name: 'Les étapes' }).getByRole('listitem')).toHaveText([/^Envoyée/, /^Lue/, /^On vous appelle/, /^C’est oui/]);
});
