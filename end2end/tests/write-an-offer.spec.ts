// A structure writes an offer: in eleven answers, over a dead network, and while somebody else writes too.
import { randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { signIn, title } from '../people';

const desk = '/espace/velos-du-gave/offres';
const admin = 'velos-du-gave@example.org';

/** Words that no other test writes. */
const invented = () => Array.from({ length: 9 }, () => 'abcdefghijklmnopqrstuvwxyz'[randomInt(26)]).join('');

/** Opens the form of a new workshop. */
async function begin(page: Page, kind = 'Travail en atelier') {
  await signIn(page, admin, `${desk}/nouvelle`);
  await page.getByRole('button', { name: `Commencer : ${kind}` }).click();
  await expect(page).toHaveURL(/\/offres\/[0-9a-f-]{36}/);
}

/** The answers that a workshop needs, each as somebody gives it. */
const answers = (name: string): ((page: Page) => Promise<unknown>)[] => [
  (page) => page.getByLabel('Titre de l’offre').fill(name),
  (page) => page.getByRole('radio', { name: 'Atelier et chantier d’insertion (ACI)' }).check(),
  (page) => page.locator('#metier').fill('Soudeur de cadres'),
  (page) => page.locator('#taches').fill('Vous soudez des cadres.\nVous les peignez.'),
  (page) => page.getByLabel('Présentation').fill('Vous apprenez à souder, un geste après l’autre, avec un formateur.'),
  (page) => page.locator('#contrat').selectOption('Contrat d’insertion (CDDI)'),
  (page) => page.locator('#places').fill('3'),
  (page) => page.locator('#heures').fill('26'),
  (page) => page.getByRole('checkbox', { name: 'Demandeurs d’emploi' }).check(),
  (page) => page.getByLabel('Commune', { exact: true }).fill('Pau'),
  (page) => page.getByLabel('E-mail où arrivent les demandes').fill('velos@example.org'),
];

/** The browser tells of the dead network: nothing else may be wrong. */
function forgetTheDeadNetwork(trouble: { seen: string[] }) {
  expect(trouble.seen.every((line) => line.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true);
  trouble.seen.length = 0;
}

const publish = (page: Page) => page.getByRole('button', { name: 'Publier', exact: true });
const state = (page: Page) => page.locator('[data-state]');

test('from nothing to a published workshop in twelve answers at most', async ({ page, axe }) => {
  const name = `Souder des ${invented()} à Pau`;
  await signIn(page, admin, desk);
  await axe();
  await page.getByRole('link', { name: 'Écrire une offre' }).click();
  await expect(title(page)).toHaveText('Écrire une offre');
  await axe();
  await page.getByRole('button', { name: 'Commencer : Travail en atelier' }).click();
  await expect(title(page).first()).toHaveText('Offre sans titre');
  await axe();
  const all = answers(name);
  expect(all.length).toBeLessThanOrEqual(12);
  for (const answer of all) await answer(page);
  await publish(page).click();
  await expect(page.getByText('C’est publié.')).toBeVisible();
  await axe();
  await expect
    .poll(async () => {
      await page.goto(`/offres?lieu=Pau&q=${encodeURIComponent(name)}`);
      return page.getByRole('heading', { name }).count();
    })
    .toBe(1);
  await page.getByRole('link', { name }).click();
  await expect(page.getByText('Le métier : Soudeur de cadres')).toBeVisible();
  await expect(page.getByText('3 places')).toBeVisible();
  await axe();
});

test('every problem is told, and every word is kept', async ({ page, trouble, axe }) => {
  trouble.expect(422);
  await begin(page);
  await page.getByLabel('Titre de l’offre').fill('V');
  await page.locator('#heures').fill('vingt');
  await publish(page).click();
  const alert = page.getByRole('alert');
  await expect(alert.getByRole('listitem').filter({ hasText: 'Titre de l’offre' })).toBeVisible();
  await expect(page.locator('#heures')).toHaveValue('vingt');
  await alert.getByRole('link', { name: /un nombre d’heures/ }).click();
  await expect(page.locator('#heures')).toBeFocused();
  await axe();
});

test('opening hours are lines, and the map’s own words are written', async ({ page }) => {
  await begin(page, 'Aide et accompagnement');
  await page.getByText('Ajouter : horaires').or(page.getByText(/Ajouter.*horaires/)).first().click();
  const line = page.getByRole('group', { name: 'Horaire 1', exact: true });
  await line.getByLabel('Du', { exact: true }).selectOption('lundi');
  await line.getByLabel('Au', { exact: true }).selectOption('jeudi');
  await line.getByLabel('De', { exact: true }).fill('08:30');
  await line.getByLabel('À', { exact: true }).fill('12:00');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('du lundi au jeudi, de 8 h 30 à 12 h').first()).toBeVisible();
});

test('a draft keeps itself, over a dead network too', async ({ page, context, js, trouble }) => {
  test.skip(!js, 'without a script there is a button');
  const name = `Brouillon ${invented()}`;
  await begin(page);
  const here = page.url();
  await page.getByLabel('Titre de l’offre').fill(name);
  await expect(state(page)).toHaveText(/^Enregistré à \d\d:\d\d$/);
  // What stands beside the form follows.
  await expect(page.getByRole('region', { name: 'Ce que les gens verront' }).getByRole('heading', { name })).toBeVisible();
  await context.setOffline(true);
  await page.locator('#places').fill('7');
  await expect(state(page)).toHaveText('Pas encore envoyé : gardé sur cet appareil.');
  await context.setOffline(false);
  await expect(state(page)).toHaveText(/^Enregistré à/);
  await page.goto(here);
  await expect(page.locator('#places')).toHaveValue('7');
  forgetTheDeadNetwork(trouble);
});

test('words that never left come back when the page is opened again', async ({ page, context, js, trouble }) => {
  test.skip(!js, 'without a script nothing is held');
  await begin(page);
  const here = page.url();
  await context.setOffline(true);
  await page.getByLabel('Titre de l’offre').fill('Écrit dans le tunnel');
  await expect(state(page)).toHaveText('Pas encore envoyé : gardé sur cet appareil.');
  await page.goto('about:blank');
  await context.setOffline(false);
  await page.goto(here);
  await expect(page.getByLabel('Titre de l’offre')).toHaveValue('Écrit dans le tunnel');
  await expect(state(page)).toHaveText(/^Enregistré à/);
  forgetTheDeadNetwork(trouble);
});

test('two people who write at once put their texts together', async ({ page, structure, js, axe }) => {
  await begin(page);
  const here = page.url();
  await signIn(structure, admin, desk);
  await structure.goto(here);
  const save = async (window: Page, name: string) => {
    await window.getByLabel('Titre de l’offre').fill(name);
    if (js) await expect(state(window)).toHaveText(/Enregistré|en même temps/);
    else await window.getByRole('button', { name: 'Enregistrer' }).click();
  };
  await save(page, 'Le premier texte');
  await save(structure, 'Le second texte');
  if (js) await structure.getByRole('link', { name: 'Réunir les deux textes' }).click();
  await expect(title(structure)).toHaveText('Deux personnes ont écrit en même temps');
  await axe(structure);
  await structure.getByRole('radio', { name: /Le premier texte/ }).check();
  await structure.getByRole('button', { name: 'Garder ce choix' }).click();
  await expect(structure.getByLabel('Titre de l’offre')).toHaveValue('Le premier texte');
});

test('an older text is taken back', async ({ page, axe }) => {
  await begin(page);
  const titleField = page.getByLabel('Titre de l’offre');
  for (const name of ['Un', 'Deux']) {
    await titleField.fill(name);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByText('C’est enregistré.')).toBeVisible();
  }
  await page.getByRole('link', { name: 'Historique' }).click();
  await axe();
  await page.getByRole('listitem').getByRole('link', { name: /^(Enregistré|Écrit)/ }).last().click();
  await axe();
  await page.getByRole('button', { name: 'Rétablir ce texte' }).click();
  await expect(titleField).toHaveValue('');
});
