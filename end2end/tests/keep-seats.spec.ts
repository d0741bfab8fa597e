// A structure keeps seats of a session for the people whom a partner welcomes, counts them and lets them go.
import { expect, test } from '../fixture';
import { signIn, title } from '../people';

const DAY = 86_400_000;
const iso = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

test('seats are kept for a partner’s people, counted and given back', async ({ page, structure, axe, trouble }) => {
  trouble.expect(422);
  const offers = '/espace/savoirs-du-sud/offres';
  await signIn(structure, 'savoirs-du-sud@example.org', offers);
  // The first window takes the offer over; the others find it as theirs.
  const row = structure.getByRole('listitem').filter({ hasText: 'Choisir un métier et s’y préparer à Pau' });
  const take = row.getByRole('button');
  if (await take.count()) await take.click();
  else await row.getByRole('link', { name: 'Choisir un métier' }).click();
  await structure.getByRole('link', { name: 'Places gardées' }).click();
  await expect(title(structure)).toHaveText('Places gardées');
  await axe(structure);
  await structure.getByLabel('Combien de places').fill('900');
  await structure.getByLabel('Jusqu’au').fill(iso(5));
  await structure.getByRole('button', { name: 'Garder ces places' }).click();
  await expect(structure.getByText('Écrivez un nombre de places, 1 au moins.').first()).toBeVisible();
  await axe(structure);
  await structure.getByLabel('Pour les personnes accueillies par').selectOption({ label: 'Les Restos du Cœur : La Région Nouvelle-Aquitaine et les Restos du Cœur' });
  await structure.getByLabel('Combien de places').fill('3');
  await structure.getByRole('button', { name: 'Garder ces places' }).click();
  const kept = structure.getByRole('listitem').filter({ hasText: 'Prises :' });
  await expect(kept).toContainText('Prises : 0. Restent : 3.');
  await axe(structure);
  await kept.getByRole('button', { name: 'Une place prise' }).click();
  await expect(kept).toContainText('Prises : 1. Restent : 2.');

  await page.goto('/offres/preparer-un-metier-pau');
  await expect(page.getByText(/2 places gardées pour les personnes accueillies par .+, jusqu’au \d/)).toBeVisible();
  await axe();
  await kept.getByRole('button', { name: 'Une place rendue' }).click();
  await kept.getByRole('button', { name: 'Rendre à tout le monde' }).click();
  await expect(structure.getByText('Aucune place n’est gardée.')).toBeVisible();
  await page.reload();
  await expect(page.getByText(/places gardées pour/)).toHaveCount(0);
});
