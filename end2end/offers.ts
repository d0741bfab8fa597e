// What a structure does with its offers, as its people do it.
import { randomInt } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { signIn } from './people';

/** Words that no other test writes. */
export const invented = () => Array.from({ length: 9 }, () => 'abcdefghijklmnopqrstuvwxyz'[randomInt(26)]).join('');

/** The desk's list of the offers of a structure, and its admin in the demonstration. */
export const deskOf = (structure: string) => `/espace/${structure}/offres`;
export const adminOf = (structure: string) => `${structure}@example.org`;

/** Opens the form of a new offer. */
export async function begin(page: Page, kind = 'Travail en atelier', structure = 'velos-du-gave') {
  await signIn(page, adminOf(structure), `${deskOf(structure)}/nouvelle`);
  await page.getByRole('button', { name: `Commencer : ${kind}`, exact: true }).click();
  await expect(page).toHaveURL(/\/offres\/[0-9a-f-]{36}/);
}

export const publish = (page: Page) => page.getByRole('button', { name: 'Publier', exact: true });
export const state = (page: Page) => page.locator('[data-state]');

/** Waits until the script of the form has come: from here on it holds every word. */
export const awake = (page: Page) => expect(state(page)).toHaveText('Tout s’enregistre tout seul.');

/** The answers that a workshop needs, each as somebody gives it. */
export const workshop = (name: string): ((page: Page) => Promise<unknown>)[] => [
  (page) => page.getByLabel('Titre de l’offre').fill(name),
  (page) => page.getByRole('radio', { name: 'Atelier et chantier d’insertion (ACI)' }).check(),
  (page) => page.getByLabel('Métier', { exact: true }).first().fill('Soudeur de cadres'),
  (page) => page.getByLabel('Ce que la personne fera').first().fill('Vous soudez des cadres.\nVous les peignez.'),
  (page) => page.getByLabel('Présentation').fill('Vous apprenez à souder, un geste après l’autre, avec un formateur.'),
  (page) => page.getByLabel('Contrat', { exact: true }).first().selectOption('Contrat d’insertion (CDDI)'),
  (page) => page.getByLabel('Places à prendre').first().fill('3'),
  (page) => page.locator('#heures').fill('26'),
  (page) => page.getByRole('checkbox', { name: 'Demandeurs d’emploi' }).check(),
  (page) => page.getByLabel('Commune', { exact: true }).fill('Pau'),
  (page) => page.getByLabel('E-mail où arrivent les demandes').fill('velos@example.org'),
];

/** Publishes a workshop of a name that nobody else gives; answers the address of its form. */
export async function publishWorkshop(page: Page, name = `Souder ${invented()} ${invented()} ${invented()}`) {
  await begin(page);
  for (const answer of workshop(name)) await answer(page);
  await publish(page).click();
  await expect(page.getByText('C’est publié.')).toBeVisible();
  return { name, form: page.url().split('?')[0] };
}

/** Whether people find an offer of this name near Pau: the index follows within a second or two. */
export async function isFound(page: Page, name: string, found = true, place = 'Pau') {
  await expect
    .poll(
      async () => {
        await page.goto(`/offres?lieu=${place}&q=${encodeURIComponent(name)}`);
        return page.getByRole('heading', { name, exact: true }).count();
      },
      { message: `${name} in ${place}` },
    )
    .toBe(found ? 1 : 0);
}

/** Opens what is folded away in a part of the form. */
export async function unfold(page: Page, part: string) {
  const more = page.locator('.part').filter({ has: page.getByRole('heading', { name: part }) }).locator('details.more');
  if (!(await more.evaluate((one: HTMLDetailsElement) => one.open))) await more.locator('summary').click();
}

/** With the keyboard alone, from what has the focus. */
export async function tabTo(page: Page, wanted: Locator) {
  for (let step = 0; step < 150; step += 1) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never comes to ${wanted}`);
}
