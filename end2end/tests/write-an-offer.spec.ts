// A structure writes an offer: in eleven answers, over a dead network, and while somebody else writes too.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { adminOf, awake, begin, deskOf, invented, isFound, publish, state, tabTo, unfold, workshop } from '../offers';
import { signIn, title } from '../people';

const structure = 'velos-du-gave';
const desk = deskOf(structure);
const admin = adminOf(structure);

/** The browser tells of the dead network: nothing else may be wrong. */
function forgetTheDeadNetwork(trouble: { seen: string[] }) {
  expect(trouble.seen.every((line) => line.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true);
  trouble.seen.length = 0;
}

/** What the form wants before it publishes: labels and legends that do not say "si vous voulez". */
const wanted = (page: Page) =>
  page.locator('.write-form').evaluate((form) => {
    const labels = [...form.querySelectorAll<HTMLElement>('.field > label, .field > legend')];
    const shown = labels.filter((label) => !label.closest('details') && !label.closest('.tick'));
    return shown.filter((label) => label.checkVisibility() && !label.querySelector('.optional')).length;
  });

test('from nothing to a published workshop in twelve answers at most', async ({ page, axe }) => {
  const name = `Souder des ${invented()} à Pau`;
  let taps = 0;
  await signIn(page, admin, desk);
  await axe();
  await page.getByRole('link', { name: 'Écrire une offre' }).click();
  taps += 1;
  await expect(title(page)).toHaveText('Écrire une offre');
  await axe();
  await page.getByRole('button', { name: 'Commencer : Travail en atelier' }).click();
  taps += 1;
  await expect(title(page)).toHaveText('Offre sans titre');
  await axe();
  const all = workshop(name);
  expect(await wanted(page)).toBe(all.length);
  expect(all.length).toBeLessThanOrEqual(12);
  for (const answer of all) await answer(page);
  await publish(page).click();
  taps += 1;
  expect(taps).toBe(3);
  await expect(page.getByText('C’est publié.')).toBeVisible();
  await axe();
  await isFound(page, name);
  await page.getByRole('link', { name }).click();
  await expect(page.getByText('Le métier : Soudeur de cadres')).toBeVisible();
  await expect(page.getByText('3 places')).toBeVisible();
  await axe();
});

test('with the keyboard alone', async ({ page, isMobile }) => {
  test.skip(isMobile, 'phones have none');
  const name = `Souder des ${invented()} au clavier`;
  await begin(page);
  const type = async (field: string, text: string) => {
    await tabTo(page, field.startsWith('#') ? page.locator(field) : page.getByLabel(field).first());
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  };
  await type('Titre de l’offre', name);
  await type('Métier', 'Soudeur');
  await page.keyboard.press('Escape'); // what the browser proposes
  await type('Ce que la personne fera', 'Vous soudez.');
  await type('Présentation', 'Vous apprenez à souder, un geste après l’autre, avec un formateur.');
  await type('Places à prendre', '2');
  await tabTo(page, page.getByRole('checkbox', { name: 'Tous publics' }));
  await page.keyboard.press('Space');
  await type('#heures', '26');
  await tabTo(page, publish(page));
  await page.keyboard.press('Enter');
  await expect(page.getByText('C’est publié.')).toBeVisible();
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

test('opening hours are lines, and are told in words', async ({ page, js }) => {
  await begin(page, 'Aide et accompagnement');
  await unfold(page, 'Quand');
  const line = page.getByRole('group', { name: 'Horaire 1', exact: true });
  // What its structure says is there already.
  await line.getByLabel('Du', { exact: true }).selectOption('lundi');
  await line.getByLabel('Au', { exact: true }).selectOption('jeudi');
  await line.getByLabel('De', { exact: true }).fill('08:30');
  await line.getByLabel('À', { exact: true }).fill('12:00');
  if (!js) await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText(/Les gens liront.*du lundi au jeudi, de 8\sh\s30 à 12\sh/)).toBeAttached();
});

test('a row is added where the last is filled, and its words come back', async ({ page, js }) => {
  await begin(page, 'Formation');
  const row = (number: number) => page.getByRole('group', { name: `Date ${number}`, exact: true });
  await row(1).getByLabel('Premier jour').fill('2027-01-11');
  if (js) await expect(state(page)).toHaveText(/^Enregistré/);
  else await page.getByRole('button', { name: 'Enregistrer' }).click();
  await row(2).getByLabel('Premier jour').fill('2027-03-01');
  await row(2).getByLabel('Lieu de la réunion').fill('au centre');
  await row(2).getByLabel('Jour de la réunion').fill('2027-02-01');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('C’est enregistré.')).toBeVisible();
  await expect(row(2).getByLabel('Premier jour')).toHaveValue('2027-03-01');
  await expect(row(2).getByLabel('Lieu de la réunion')).toHaveValue('au centre');
  await expect(row(3)).toBeVisible();
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
  await page.getByLabel('Places à prendre').first().fill('7');
  await expect(state(page)).toHaveText('Pas encore envoyé : gardé sur cet appareil.');
  await context.setOffline(false);
  await expect(state(page)).toHaveText(/^Enregistré à/);
  await page.goto(here);
  await expect(page.getByLabel('Places à prendre').first()).toHaveValue('7');
  forgetTheDeadNetwork(trouble);
});

test('words that never left come back when the page is opened again', async ({ page, context, js, trouble }) => {
  test.skip(!js, 'without a script nothing is held');
  await begin(page, 'Formation');
  const here = page.url();
  await awake(page);
  await context.setOffline(true);
  await page.getByLabel('Titre de l’offre').fill('Écrit dans le tunnel');
  await page.getByRole('group', { name: 'Date 1' }).getByLabel('Premier jour').fill('2027-01-11');
  await page.getByRole('group', { name: 'Date 2' }).getByLabel('Premier jour').fill('2027-03-01');
  // Closed before the network comes back: a page that is only left would still send its words then.
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(here);
  await expect(again.getByLabel('Titre de l’offre')).toHaveValue('Écrit dans le tunnel');
  await expect(again.getByRole('group', { name: 'Date 2' }).getByLabel('Premier jour')).toHaveValue('2027-03-01');
  // Sent by this page, or by the other as it closed: the device lets go of them once the server has them.
  await expect.poll(() => again.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('brouillon:')))).toEqual([]);
  await again.reload();
  await expect(again.getByLabel('Titre de l’offre')).toHaveValue('Écrit dans le tunnel');
  trouble.seen.splice(0, trouble.seen.length, ...trouble.seen.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED')));
});

test('who leaves the desk leaves no words on the machine', async ({ page, context, js, trouble }) => {
  test.skip(!js, 'without a script nothing is held');
  await begin(page, 'Formation');
  await awake(page);
  await context.setOffline(true);
  await page.getByLabel('Titre de l’offre').fill('Écrit sur l’ordinateur de tous');
  await expect(state(page)).toHaveText('Pas encore envoyé : gardé sur cet appareil.');
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto('/espace');
  expect(await again.evaluate(() => localStorage.length)).toBe(1);
  await again.getByText('Mon compte').click();
  await again.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(again).toHaveURL(/\/connexion/);
  await expect.poll(() => again.evaluate(() => localStorage.length)).toBe(0);
  trouble.seen.splice(0, trouble.seen.length, ...trouble.seen.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED')));
});

test('words that were typed before the script came are kept too', async ({ page, js }) => {
  test.skip(!js, 'without a script there is a button');
  let come = () => {};
  const coming = new Promise<void>((resolve) => (come = resolve));
  await page.route(/\/pkg\/write\./, async (route) => {
    await coming;
    await route.continue();
  });
  await begin(page, 'Formation');
  const here = page.url();
  await page.getByLabel('Titre de l’offre').fill('Tapé sur une ligne lente');
  await page.getByRole('checkbox', { name: 'Jeunes' }).check();
  come();
  await expect(state(page)).toHaveText(/^Enregistré à/);
  await page.goto(here);
  await expect(page.getByLabel('Titre de l’offre')).toHaveValue('Tapé sur une ligne lente');
  await expect(page.getByRole('checkbox', { name: 'Jeunes' })).toBeChecked();
});

test('a tab that closes between two keys loses nothing', async ({ page, context, js }) => {
  test.skip(!js, 'without a script nothing is held');
  await begin(page);
  const here = page.url();
  await awake(page);
  await page.getByLabel('Titre de l’offre').fill('Tapé une seconde avant la fermeture');
  // At once, long before it is sent.
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  await again.goto(here);
  await expect(again.getByLabel('Titre de l’offre')).toHaveValue('Tapé une seconde avant la fermeture');
  await expect(state(again)).toHaveText(/^Enregistré à/);
});

test('two people who write at once put their texts together', async ({ page, structure: other, js, axe }) => {
  await begin(page);
  const here = page.url();
  await signIn(other, admin, desk);
  await other.goto(here);
  const save = async (window: Page, name: string) => {
    await window.getByLabel('Titre de l’offre').fill(name);
    if (js) await expect(state(window)).toHaveText(/Enregistré|en même temps/);
    else await window.getByRole('button', { name: 'Enregistrer' }).click();
  };
  await save(page, 'Le premier texte');
  await save(other, 'Le second texte');
  if (js) await other.getByRole('link', { name: 'Réunir les deux textes' }).click();
  await expect(title(other)).toHaveText('Deux textes ont été écrits en même temps');
  await axe(other);
  await other.getByRole('radio', { name: /Le premier texte/ }).check();
  await other.getByRole('button', { name: 'Garder ce choix' }).click();
  await expect(other.getByLabel('Titre de l’offre')).toHaveValue('Le premier texte');
  await expect(other.getByText('Les deux textes sont réunis.')).toBeVisible();
  // The text that was not chosen is in the history.
  await other.getByRole('link', { name: 'Historique' }).click();
  await other.getByRole('link', { name: /Écrit en même temps/ }).first().click();
  await expect(other.getByText('Le second texte').first()).toBeVisible();
});

test('an older text is taken back', async ({ page, axe }) => {
  await begin(page);
  const titleField = page.getByLabel('Titre de l’offre');
  for (const name of ['Un vélo', 'Deux vélos']) {
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

test('what people will see, what is missing and what would be better', async ({ page, axe, js }) => {
  await begin(page);
  await page.getByLabel('Titre de l’offre').fill('Réparer des vélos');
  await page.getByLabel('Présentation').fill('Un ACI ouvre prochainement avec le PLIE.');
  if (js) await expect(state(page)).toHaveText(/^Enregistré/);
  else await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('heading', { name: /Il manque \d+ réponses?/ })).toBeVisible();
  await expect(page.getByText(/«\sPLIE\s»/)).toBeVisible();
  await expect(page.getByText(/«\sprochainement\s»/)).toBeVisible();
  await expect(page.getByText(/sur 100/)).toBeVisible();
  await page.goto(`${page.url().split('?')[0]}/apercu`);
  await expect(page.getByRole('region', { name: 'Ce que les gens verront' }).getByRole('heading', { name: 'Réparer des vélos' })).toBeVisible();
  await axe();
});
