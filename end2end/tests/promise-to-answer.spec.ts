// A structure promises in public to answer within some days.
import { randomInt } from 'node:crypto';
import { expect, test } from '../fixture';
import { signIn, title } from '../people';

test('a promise is made on the sheet and read on the public page', async ({ page, axe, trouble }) => {
  trouble.expect(422);
  const sheet = '/espace/velos-du-gave/fiche';
  await signIn(page, 'velos-du-gave@example.org', sheet);
  const days = page.getByLabel('répondre en combien de jours ouvrés');
  await days.fill('30');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('Écrivez un nombre de jours, de 1 à 10.').first()).toBeVisible();
  await axe();
  const promised = String(randomInt(2, 10));
  await days.fill(promised);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('C’est enregistré.')).toBeVisible();
  await expect(page.getByText(/Tout le monde lit\s: «\sS’engage à répondre en \d jours ouvrés/)).toBeVisible();
  await axe();
  await page.goto('/structures/velos-du-gave');
  await expect(title(page)).toBeVisible();
  await expect(page.getByText(/S’engage à répondre en \d jours ouvrés/)).toBeVisible();
  await axe();
  await page.goto('/offres/velos-pau');
  await expect(page.getByText(/S’engage à répondre en \d jours ouvrés/)).toBeVisible();
});
