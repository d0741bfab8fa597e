// Following a request: by its code, without its code, and taking it back.
import { expect, letters, test } from '../fixture';
import { code, coworking, hasAsked, letterAbout, somebody, title } from '../people';

test('the code and the last four digits open a request', async ({ page, request, visit }) => {
  const zoe = somebody();
  const asked = await hasAsked(request, zoe);
  await visit('/');
  await page.getByRole('link', { name: 'Suivre ma demande' }).click();
  await expect(title(page)).toHaveText('Suivre ma demande');
  // As people write it: small letters, a blank instead of the hyphen.
  await page.getByLabel('Votre code').fill(asked.code.toLowerCase().replace('-', ' '));
  await page.getByLabel('Les 4 derniers chiffres').fill(zoe.lastFour);
  await page.getByRole('button', { name: 'Voir ma demande' }).click();
  await expect(title(page)).toHaveText('Envoyée');
  await expect(code(page)).toHaveText(asked.code);
  await expect(page.getByRole('link', { name: 'l’espace de coworking' })).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(`${asked.code}|${zoe.lastFour}$`));
});

test('wrong digits and an unknown code get the same answer', async ({ page, request, visit, trouble }) => {
  trouble.expect(422);
  const zoe = somebody();
  const asked = await hasAsked(request, zoe);
  const wrong = zoe.lastFour === '4321' ? '1234' : '4321';
  await visit('/suivi');
  for (const [typed, digits] of [
    [asked.code, wrong],
    ['ZZZZ-ZZZZ', zoe.lastFour],
  ]) {
    await page.getByLabel('Votre code').fill(typed);
    await page.getByLabel('Les 4 derniers chiffres').fill(digits);
    await page.getByRole('button', { name: 'Voir ma demande' }).click();
    await expect(page.getByRole('alert')).toContainText('Ce code et ces chiffres ne vont pas ensemble.');
    await expect(page.getByLabel('Votre code')).toHaveValue(typed);
    await expect(page.getByText(zoe.firstName)).toHaveCount(0);
  }
});

test('a code that is not one is told field by field', async ({ page, visit, trouble }) => {
  trouble.expect(422);
  await visit('/suivi');
  await page.getByLabel('Votre code').fill('ABC');
  await page.getByLabel('Les 4 derniers chiffres').fill('12');
  await page.getByRole('button', { name: 'Voir ma demande' }).click();
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(2);
  await expect(page.getByLabel('Les 4 derniers chiffres')).toHaveAccessibleDescription(/Écrivez les 4 derniers chiffres/);
});

test('a lost code is sent again, and nobody learns who has one', async ({ page, request, visit }) => {
  const zoe = somebody();
  await hasAsked(request, zoe);
  for (const mobile of [zoe.mobile, somebody().mobile]) {
    await visit('/suivi');
    await page.getByRole('link', { name: 'J’ai perdu mon code' }).click();
    await page.getByLabel('Votre téléphone mobile').fill(mobile);
    await page.getByRole('button', { name: 'Recevoir mon code' }).click();
    await expect(title(page)).toHaveText('Regardez vos SMS');
    await expect(page.getByText('Si ce numéro a une demande, nous lui envoyons le code.')).toBeVisible();
    await expect(page).not.toHaveURL(/39|98/);
  }
  await page.getByRole('link', { name: 'Entrer mon code' }).click();
  await expect(title(page)).toHaveText('Suivre ma demande');
});

test('two taps take a request back, and the structure sees nothing of her', async ({ page, request, visit, structure }) => {
  const zoe = somebody();
  const asked = await hasAsked(request, zoe);
  const { path } = await letterAbout(zoe);
  const before = (await letters(coworking.email)).filter(({ subject }) => subject.startsWith('Demande annulée')).length;
  await visit(asked.path);
  await page.getByRole('link', { name: 'Annuler ma demande' }).click();
  await expect(page.getByRole('heading', { name: 'Annuler votre demande ?' })).toBeVisible();
  await page.getByRole('button', { name: 'Oui, annuler' }).click();
  await expect(title(page)).toHaveText('Vous avez annulé');
  await expect(page.getByText('La structure ne voit plus votre demande. Vous pouvez chercher une autre offre.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Annuler ma demande' })).toHaveCount(0);

  await visit(path, structure);
  await expect(title(structure)).toHaveText('Demande annulée');
  const source = await structure.content();
  for (const hers of [zoe.firstName, zoe.mobile, zoe.mobile.replaceAll(' ', '').slice(1), zoe.email]) expect(source).not.toContain(hers);
  await expect
    .poll(async () => (await letters(coworking.email)).filter(({ subject }) => subject.startsWith('Demande annulée')).length)
    .toBeGreaterThan(before);
});

test('the first tap takes nothing back', async ({ page, request, visit }) => {
  const asked = await hasAsked(request, somebody());
  await visit(asked.path);
  await page.getByRole('link', { name: 'Annuler ma demande' }).click();
  await page.getByRole('link', { name: 'Non, la garder' }).click();
  await expect(page.getByRole('heading', { name: 'Annuler votre demande ?' })).toHaveCount(0);
  await page.reload();
  await expect(title(page)).toHaveText('Envoyée');
});

test('a link that is none says so, and shows the way', async ({ page, visit, trouble }) => {
  trouble.expect(404);
  await visit('/suivi/ceci-n-est-pas-un-lien');
  await expect(title(page)).toHaveText('Ce lien ne marche plus');
  await page.getByRole('link', { name: 'Entrer mon code' }).click();
  await expect(title(page)).toHaveText('Suivre ma demande');
});
