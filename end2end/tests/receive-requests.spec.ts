// A structure works through the requests that it received: finds, shares, notes, answers one or several, takes away.
import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { coworking, fillRequest, hasAsked, replyButton, sendButton, signIn, somebody, someDay, title, type Person } from '../people';

const inbox = '/espace/coop-connexion/demandes';

/** Looks for somebody by the name that nobody else has. */
async function search(page: Page, person: Person, whose?: string) {
  const text = page.getByLabel('Prénom, code ou téléphone');
  // On a telephone the fields are folded away.
  if (!(await text.isVisible())) await page.getByText('Chercher ou filtrer').click();
  await text.fill(own(person));
  if (whose) await page.getByLabel('Suivie par').selectOption(whose);
  await page.getByRole('button', { name: 'Chercher' }).click();
  await expect(page.getByRole('heading', { name: `« ${own(person)} »` })).toBeVisible();
}

const own = (person: Person) => person.firstName.split(' ')[1];
const rows = (page: Page): Locator => page.locator('.request');
const answers = (page: Page): Locator => page.getByRole('group', { name: 'Que répondez-vous ?' });
/** The address of a request without what was just done to it. */
const plain = (page: Page): string => new URL(page.url()).pathname;

async function taken(page: Page, link: Locator): Promise<{ name: string; text: string }> {
  const [download]: [Download, void] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('a request is found, shared, noted and answered in each way', async ({ page, visit, structure, axe }) => {
  const zoe = somebody();
  const day = someDay();
  await visit('/offres/coworking-lens/demande');
  await fillRequest(page, zoe);
  await page.getByText('Ajouter quelque chose').click();
  await page.getByLabel('Un mot pour la structure').fill('Je cherche un bureau calme.');
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  await page.getByRole('link', { name: 'Lien vers cette page' }).click();

  await signIn(structure, coworking.email, inbox);
  await expect(title(structure)).toHaveText('Demandes reçues');
  await axe(structure);
  await search(structure, zoe);
  await expect(rows(structure)).toHaveCount(1);
  await expect(rows(structure)).toContainText('Reçue aujourd’hui');
  await expect(rows(structure)).toContainText('Nous vous rappelons cette demande le');
  await expect(rows(structure).getByRole('link', { name: zoe.mobile })).toHaveAttribute('href', /^tel:\+33/);
  await axe(structure);
  await search(structure, zoe, 'Moi');
  await expect(structure.getByText('Aucune demande ne correspond.')).toBeVisible();
  await axe(structure);
  await search(structure, zoe, 'Personne encore');

  await rows(structure).getByRole('button', { name: zoe.firstName }).click();
  await expect(title(structure)).toHaveText(`${zoe.firstName} demande à venir`);
  const request = plain(structure);
  await expect(structure.getByText('Je cherche un bureau calme.')).toBeVisible();
  await expect(structure.getByRole('region', { name: 'Si vous ne répondez pas' }).getByRole('listitem')).toHaveCount(4);
  await axe(structure);
  await structure.getByRole('button', { name: 'Je m’en occupe' }).click();
  await expect(structure.getByRole('heading', { name: `Suivie par : ${coworking.email}` })).toBeVisible();
  await structure.getByLabel('Ajouter une note pour l’équipe').fill('Rappeler jeudi, pas avant 10 h.');
  await structure.getByRole('button', { name: 'Garder la note' }).click();
  const feed = structure.getByRole('region', { name: 'Ce qui s’est passé' });
  await expect(feed.getByRole('listitem')).toContainText([/demande envoyée/, /demande lue/, /confiée à/, /Rappeler jeudi/]);
  await page.reload();
  await expect(title(page)).toHaveText('Lue');
  await expect(page.getByText('Rappeler jeudi')).toHaveCount(0);

  await answers(structure).getByRole('radio', { name: 'Je l’appelle' }).check();
  await replyButton(structure).click();
  await expect(structure.getByText('Vous allez l’appeler.')).toBeVisible();
  await expect(structure.getByRole('link', { name: 'Demandes : À appeler' })).toBeVisible();
  await axe(structure);

  await answers(structure).getByRole('radio', { name: 'Je propose un rendez-vous' }).check();
  await structure.getByLabel('Jour').fill(day.iso);
  await structure.getByLabel('Heure').fill('14:30');
  await structure.getByLabel('Lieu').fill('Au coworking, bureau 2');
  await replyButton(structure).click();
  await expect(structure.getByText(`Rendez-vous le ${day.spoken} à 14 h 30, Au coworking, bureau 2.`)).toBeVisible();
  const event = await taken(structure, structure.getByRole('link', { name: 'Mettre dans mon agenda' }));
  expect(event.name).toBe('rendez-vous.ics');
  for (const line of ['BEGIN:VEVENT', `DTSTART:${day.iso.replaceAll('-', '')}T143000`, 'LOCATION:Au coworking\\, bureau 2', zoe.firstName]) expect(event.text).toContain(line);
  await axe(structure);
  await page.reload();
  await expect(page.getByText(`Venez le ${day.spoken} à 14 h 30.`)).toBeVisible();

  await answers(structure).getByRole('radio', { name: 'Liste d’attente' }).check();
  await replyButton(structure).click();
  await expect(structure.getByText('Elle est sur votre liste d’attente.')).toBeVisible();
  await page.reload();
  await expect(title(page)).toHaveText('Sur la liste d’attente');

  await answers(structure).getByRole('radio', { name: 'C’est oui' }).check();
  await structure.getByLabel(`Un mot pour ${zoe.firstName}`).fill('Venez lundi matin !');
  await replyButton(structure).click();
  await expect(structure.getByText('Vous avez dit oui.')).toBeVisible();
  await page.reload();
  await expect(title(page)).toHaveText('C’est oui');
  await expect(page.getByText('Venez lundi matin !')).toBeVisible();

  // Once it is over, nobody is named any more.
  await answers(structure).getByRole('radio', { name: 'Pas cette fois' }).check();
  await structure.getByRole('radio', { name: 'Elle travaille ou se forme déjà' }).check();
  await replyButton(structure).click();
  await expect(title(structure)).toHaveText('Demande terminée');
  await axe(structure);
  await structure.goto(request);
  await expect(structure.getByText(zoe.mobile)).toHaveCount(0);
  await expect(structure.getByText('Rappeler jeudi')).toHaveCount(0);
  await structure.getByRole('link', { name: 'Demandes : Terminées' }).click();
  await expect(structure.getByRole('navigation', { name: 'Dossiers' }).getByRole('link', { name: /Terminées/ })).toHaveAttribute('aria-current', 'page');
  await axe(structure);
});

test('several get the same information meeting, and leave in a table', async ({ page, request, visit, structure, axe, trouble }) => {
  trouble.expect(422);
  const day = someDay();
  const zoe = somebody();
  // Three people of the same name, each with her own telephone.
  const three = [zoe, ...[somebody(), somebody()].map((other) => ({ ...other, firstName: zoe.firstName }))];
  const asked = [];
  for (const person of three) asked.push(await hasAsked(request, person));
  await signIn(structure, coworking.email, inbox);
  await search(structure, zoe);
  await expect(rows(structure)).toHaveCount(3);

  // Nothing is ticked: it is said, and what was typed is kept.
  const together = structure.getByText('Agir sur les demandes cochées');
  const place = structure.getByLabel('Lieu');
  await together.click();
  await answers(structure).getByRole('radio', { name: 'Je propose un rendez-vous' }).check();
  await structure.getByLabel('Jour').fill(day.iso);
  await structure.getByLabel('Heure').fill('10:00');
  await place.fill('Salle bleue, 4 rue de l’Exemple');
  const go = structure.getByRole('button', { name: 'Envoyer pour les demandes cochées' });
  await go.click();
  await expect(structure.getByRole('alert')).toContainText('Cochez au moins une demande.');
  await expect(place).toHaveValue('Salle bleue, 4 rue de l’Exemple');
  await axe(structure);

  for (const box of await structure.getByRole('checkbox', { name: `Choisir la demande de ${zoe.firstName}` }).all()) await box.check();
  await go.click();
  await expect(structure.getByRole('status').first()).toHaveText('3 personnes sont prévenues par SMS.');
  await expect(rows(structure).getByText(`Rendez-vous le ${day.spoken} à 10 h`)).toHaveCount(3);
  await axe(structure);
  for (const { path } of asked) {
    await visit(path);
    await expect(page.getByText(`Venez le ${day.spoken} à 10 h.`)).toBeVisible();
  }

  // The same hands for all.
  await structure.getByRole('link', { name: 'Tout cocher' }).click();
  await expect(structure.getByRole('checkbox', { checked: true })).toHaveCount(3);
  await answers(structure).getByRole('radio', { name: 'Les confier à quelqu’un de l’équipe' }).check();
  await structure.getByLabel('À qui ?').selectOption(coworking.email);
  await go.click();
  await expect(structure.getByRole('status').first()).toHaveText('3 demandes sont confiées.');
  await expect(rows(structure).getByText(`Suivie par ${coworking.email}`)).toHaveCount(3);

  const table = await taken(structure, structure.getByRole('link', { name: /Télécharger toutes les demandes/ }));
  expect(table.name).toBe('demandes-coop-connexion.csv');
  const lines = table.text.split(/\r?\n/);
  expect(lines[0]).toContain('code;prénom;téléphone');
  for (const [at, { code }] of asked.entries()) {
    const line = lines.find((one) => one.startsWith(code));
    expect(line).toContain(three[at].mobile);
    expect(line).toContain(`${day.iso} 10:00;Salle bleue, 4 rue de l’Exemple;`);
  }
});

test('Tab, Enter and Space are enough to answer', async ({ request, structure }) => {
  const zoe = somebody();
  await hasAsked(request, zoe);
  await signIn(structure, coworking.email, inbox);
  await search(structure, zoe);
  await tabTo(structure, structure.getByRole('checkbox', { name: `Choisir la demande de ${zoe.firstName}` }));
  await structure.keyboard.press('Space');
  await tabTo(structure, structure.locator('summary', { hasText: 'Agir sur les demandes cochées' }));
  await structure.keyboard.press('Enter');
  await tabTo(structure, answers(structure).getByRole('radio').first());
  await structure.keyboard.press('Space');
  await tabTo(structure, structure.getByRole('button', { name: 'Envoyer pour les demandes cochées' }));
  await structure.keyboard.press('Enter');
  await expect(structure.getByRole('status').first()).toHaveText('Une personne est prévenue par SMS.');

  await tabTo(structure, structure.getByRole('link', { name: zoe.firstName, exact: true }));
  await structure.keyboard.press('Enter');
  await expect(structure.getByText('Vous allez l’appeler.')).toBeVisible();
  await tabTo(structure, answers(structure).getByRole('radio').first());
  for (let presses = 0; presses < 3; presses++) await structure.keyboard.press('ArrowDown');
  await expect(answers(structure).getByRole('radio', { name: 'C’est oui' })).toBeChecked();
  await tabTo(structure, replyButton(structure));
  await structure.keyboard.press('Enter');
  await expect(structure.getByText('Vous avez dit oui.')).toBeVisible();
});

/** Presses Tab until the focus is where it should be. */
async function tabTo(page: Page, wanted: Locator) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return;
  }
  throw new Error(`Tab never reached ${wanted}`);
}
