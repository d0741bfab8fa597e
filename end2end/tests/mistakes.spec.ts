// What people get wrong: a plain sentence, and nothing lost.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { coworking, fillRequest, lettersAbout, openRequest, sendButton, somebody, title } from '../people';

const summary = (page: Page) => page.getByRole('alert');

test('an empty form tells every problem at once', async ({ page, visit, trouble, js }) => {
  trouble.expect(422);
  await visit('/offres/coworking-lens/demande');
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await sendButton(page).click();
  expect((await answered).status()).toBe(422);
  await expect(summary(page).getByRole('listitem')).toHaveText([
    'Écrivez votre prénom.',
    'Écrivez votre numéro de téléphone mobile.',
    'Cochez la case : sans votre accord, nous n’envoyons rien.',
  ]);
  for (const field of [page.getByLabel('Votre prénom'), page.getByLabel('Votre téléphone mobile'), page.getByRole('checkbox')]) {
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(/Écrivez|Cochez/);
  }
  if (js) await expect(summary(page)).toBeFocused();
  await summary(page).getByRole('link', { name: 'Écrivez votre prénom.' }).click();
  await expect(page.getByLabel('Votre prénom')).toBeFocused();
});

test('everything typed is kept, and still leaves once it is mended', async ({ page, visit, trouble }) => {
  trouble.expect(422);
  const zoe = somebody();
  const words = '</textarea><script>alert(1)</script> "Bonjour" & <b>merci</b>';
  await visit('/offres/coworking-lens/demande');
  await fillRequest(page, { ...zoe, mobile: '06 39 98' });
  await page.getByText('Ajouter quelque chose').click();
  await page.getByRole('radio', { name: 'le matin' }).check();
  await page.getByLabel('Un mot pour la structure').fill(words);
  await page.getByLabel('Votre e-mail').fill('zoe@');
  await sendButton(page).click();
  await expect(summary(page).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByLabel('Votre prénom')).toHaveValue(zoe.firstName);
  await expect(page.getByLabel('Votre téléphone mobile')).toHaveValue('06 39 98');
  await expect(page.getByRole('checkbox')).toBeChecked();
  await expect(page.getByRole('radio', { name: 'le matin' })).toBeChecked();
  await expect(page.getByLabel('Un mot pour la structure')).toHaveValue(words);
  await expect(page.getByLabel('Votre e-mail')).toHaveValue('zoe@');

  await page.getByLabel('Votre téléphone mobile').fill(zoe.mobile);
  await page.getByLabel('Votre e-mail').fill(zoe.email);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
});

const refused: [what: string, label: string, typed: string, sentence: RegExp][] = [
  ['a landline', 'Votre téléphone mobile', '03 53 01 00 12', /téléphone fixe.*Vous n’en avez pas\s\? Donnez celui d’un proche/],
  ['a number too short', 'Votre téléphone mobile', '06 39', /Il faut 10 chiffres/],
  ['a foreign number', 'Votre téléphone mobile', '+32 470 12 34 56', /mobile français/],
  ['a name of 300 letters', 'Votre prénom', 'a'.repeat(300), /trop long/],
  ['an emoji for a name', 'Votre prénom', '🙂', /lettres seulement/],
  ['HTML for a name', 'Votre prénom', '<b>Zoé</b>', /lettres seulement/],
];

test('each wrong field gets its own sentence', async ({ page, visit, trouble }) => {
  trouble.expect(422);
  const zoe = somebody();
  await visit('/offres/coworking-lens/demande');
  for (const [what, label, typed, sentence] of refused) {
    await test.step(what, async () => {
      await fillRequest(page, zoe);
      await page.getByLabel(label).fill(typed);
      await sendButton(page).click();
      await expect(summary(page).getByRole('listitem')).toHaveText([sentence]);
      await expect(page.getByLabel(label)).toHaveAccessibleDescription(sentence);
      await expect(page.getByLabel(label)).toHaveValue(typed);
    });
  }
});

test('an emoji among the words is welcome', async ({ page, visit, structure }) => {
  const zoe = somebody();
  await visit('/offres/coworking-lens/demande');
  await fillRequest(page, zoe);
  await page.getByText('Ajouter quelque chose').click();
  await page.getByLabel('Un mot pour la structure').fill('Merci 🙂 <script>alert(1)</script>');
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  const [{ path }] = await lettersAbout(zoe);
  await visit(path, structure);
  await openRequest(structure);
  await expect(structure.getByText('Merci 🙂 <script>alert(1)</script>')).toBeVisible();
});

test('too many words are counted, not cut', async ({ page, visit, trouble }) => {
  trouble.expect(422);
  await visit('/offres/coworking-lens/demande');
  await fillRequest(page, somebody());
  await page.getByText('Ajouter quelque chose').click();
  const words = page.getByLabel('Un mot pour la structure');
  await words.fill('a'.repeat(301));
  await sendButton(page).click();
  await expect(words).toHaveAccessibleDescription(/C’est trop long\s: 301 caractères\. Gardez-en 300 au plus\./);
  await expect(words).toHaveValue('a'.repeat(301));
});

test('the answer page asks for what is missing', async ({ page, visit, structure, trouble }) => {
  trouble.expect(422);
  const zoe = somebody();
  await visit('/offres/coworking-lens/demande');
  await fillRequest(page, zoe);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  const [{ path }] = await lettersAbout(zoe);
  await visit(path, structure);
  await openRequest(structure);
  const reply = structure.getByRole('button', { name: 'Envoyer ma réponse' });
  await reply.click();
  await expect(summary(structure).getByRole('listitem')).toHaveText(['Choisissez une des réponses.']);
  await structure.getByRole('radio', { name: 'Pas cette fois' }).check();
  await reply.click();
  await expect(summary(structure).getByRole('listitem')).toHaveText(['Choisissez une raison : la personne la lira.']);
  await structure.getByRole('radio', { name: 'Je propose un rendez-vous' }).check();
  await structure.getByLabel('Jour').fill('2020-01-01');
  await structure.getByLabel('Heure').fill('09:00');
  await structure.getByLabel('Lieu').fill('');
  await reply.click();
  await expect(summary(structure).getByRole('listitem')).toHaveCount(2);
  await expect(structure.getByLabel('Jour')).toHaveValue('2020-01-01');
});

test('a commune that is none, a distance that is none, a page that is none', async ({ page, visit }) => {
  await visit('/offres?lieu=Zzyzx');
  await expect(page.getByRole('heading', { name: 'Nous ne trouvons pas cette commune' })).toBeVisible();
  await expect(page.getByLabel('Où êtes-vous ?')).toHaveValue('Zzyzx');
  await visit('/offres?lieu=62498&rayon=-5');
  await expect(page.getByText('Cette distance n’existe pas. Nous cherchons à 20 km.')).toBeVisible();
  await expect(page.getByRole('article').first()).toBeVisible();
  await visit('/offres?lieu=62498&page=1000000000');
  await expect(page.getByText('Cette page n’existe pas. Voici la première.')).toBeVisible();
  await expect(page.getByRole('article').first()).toBeVisible();
  await visit('/offres?lieu=62498&theme=rien&q=%FF%FE');
  await expect(page.getByText('Un des filtres n’existe pas. Nous l’avons enlevé.')).toBeVisible();
  await visit(`/offres?lieu=62498&q=${'coworking+'.repeat(60)}`);
  await expect(page.getByText('Votre phrase est longue. Nous cherchons avec le début.')).toBeVisible();
});

test('an ambiguous place gives a choice, and the search goes on', async ({ page, visit }) => {
  await visit('/offres?lieu=Saint-Denis&q=permis');
  const choice = page.getByRole('region', { name: 'Quel endroit ?' });
  await choice.getByRole('link', { name: /Saint-Denis \(93200\)/ }).click();
  await expect(page).toHaveURL(/\/offres\?lieu=93066.*q=permis/);
  await expect(title(page)).toHaveText('Offres près de Saint-Denis');
});

test('an offer that never was: a 404 with a way on', async ({ page, visit, trouble }) => {
  trouble.expect(404);
  for (const path of ['/offres/jamais-vue', '/offres/jamais-vue/demande', '/structures/personne', '/parcours/nulle-part', '/conventions/aucune', '/n-importe-quoi']) {
    const response = page.waitForResponse((answer) => answer.url().endsWith(path));
    await visit(path);
    expect((await response).status(), path).toBe(404);
    await expect(title(page)).toHaveText('Cette page n’existe pas');
  }
  await page.getByRole('link', { name: 'Chercher une offre' }).click();
  await expect(title(page)).toHaveText('Faites le premier pas.');
});

test('sending twice is asking once', async ({ page, visit }) => {
  const zoe = somebody();
  await visit('/offres/coworking-lens/demande');
  await fillRequest(page, zoe);
  await sendButton(page).dblclick();
  await expect(title(page)).toHaveText('C’est envoyé !');
  await lettersAbout(zoe);
  // Somebody who asks later is heard later: by then a second letter would have come.
  const next = somebody();
  await visit('/offres/coworking-lens/demande');
  await fillRequest(page, next);
  await sendButton(page).click();
  await lettersAbout(next);
  expect(await lettersAbout(zoe, coworking.email)).toHaveLength(1);
});

test('the same form sent again, back from the next page, is the same request', async ({ page, visit }) => {
  const zoe = somebody();
  await visit('/offres/coworking-lens/demande');
  const submission = await page.locator('input[name=envoi]').inputValue();
  await fillRequest(page, zoe);
  const headers = { origin: new URL(page.url()).origin };
  const form = { envoi: submission, prenom: zoe.firstName, mobile: zoe.mobile, accord: 'oui' };
  const answers = await Promise.all([1, 2, 3].map(() => page.request.post('/offres/coworking-lens/demande', { form, headers, maxRedirects: 0 })));
  expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303]);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  const next = somebody();
  await visit('/offres/coworking-lens/demande');
  await fillRequest(page, next);
  await sendButton(page).click();
  await lettersAbout(next);
  expect(await lettersAbout(zoe, coworking.email)).toHaveLength(1);
});
