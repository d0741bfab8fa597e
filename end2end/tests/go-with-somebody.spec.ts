// A volunteer beside a person: invited, she gathers offers, prints and sends them, and asks with her; the person decides.
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, letters, test } from '../fixture';
import { CODE, signIn, somebody, title } from '../people';
import { sms } from '../sms';

const antenna = { slug: 'restos-bordeaux', email: 'restos-bordeaux@example.org' };
const volunteerNew = () => `marie.${Array.from({ length: 10 }, () => 'abcdefghijklmnopqrstuvwxyz'[randomInt(26)]).join('')}@example.net`;

/** A volunteer of the antenna, invited and signed in. */
async function isVolunteer(page: Page, admin: Page): Promise<string> {
  const email = volunteerNew();
  await signIn(admin, antenna.email, `/espace/${antenna.slug}/equipe/inviter`);
  await admin.getByLabel('Son e-mail').fill(email);
  await admin.getByRole('radio', { name: /^Bénévole/ }).check();
  await admin.getByRole('button', { name: 'Envoyer l’invitation' }).click();
  await expect(admin.getByRole('status')).toHaveText('L’invitation est partie.');
  const letter = (await letters(email))[0];
  expect(letter.subject).toContain('Accompagnez des personnes');
  await page.goto(/\/connexion\/invitation\/\S+/.exec(letter.text)![0]);
  await page.getByRole('button', { name: 'Rejoindre l’équipe' }).click();
  await expect(title(page)).toHaveText('Accompagner une personne');
  return email;
}

/** How many pages a PDF of Chromium has. */
const pagesOf = (pdf: Buffer) => (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;

test('a volunteer is invited, and sees nothing of the desk', async ({ page, structure, visit, axe, trouble }) => {
  trouble.expect(403);
  await isVolunteer(page, structure);
  await axe();
  await visit('/espace');
  await expect(page).toHaveURL(/\/accompagner$/);
  await page.goto(`/espace/${antenna.slug}/demandes`);
  await expect(title(page)).toHaveText('Votre rôle ne le permet pas');
  await visit(`/espace/${antenna.slug}/benevoles`, structure);
  await expect(title(structure)).toHaveText('Bénévoles');
  await axe(structure);
});

test('offers are gathered, printed on one page and sent by SMS', async ({ page, structure, visit, axe, browserName }) => {
  const marie = somebody();
  await isVolunteer(page, structure);
  await visit('/offres?lieu=33063&rayon=50');
  await expect(page.getByRole('link', { name: 'Panier vide' })).toBeVisible();
  await axe();
  for (let count = 1; count <= 6; count++) {
    await page.getByRole('button', { name: /^Ajouter au panier/ }).first().click();
    await expect(page.getByRole('link', { name: count === 1 ? 'Panier : 1 offre' : `Panier : ${count} offres` })).toBeVisible();
  }
  await expect(page.getByText('Le panier est plein : 6 offres.').first()).toBeVisible();
  await page.getByRole('link', { name: 'Panier : 6 offres' }).click();
  await expect(title(page)).toContainText('Panier');
  await axe();
  expect(browserName).toBe('chromium');
  const pdf = await page.pdf({ preferCSSPageSize: true, path: process.env.KEEP_PDF });
  expect(pagesOf(pdf), 'sheets of paper').toBe(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Avec votre téléphone, visez un carré')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Vider le panier' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.getByLabel('Son téléphone mobile').fill(marie.mobile);
  await page.getByRole('button', { name: 'Envoyer le panier' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Le SMS part.' })).toBeVisible();
  const link = await sms(marie, /\/selection\/\S+/);
  await visit(link, structure);
  await expect(title(structure)).toHaveText('Vos offres');
  await expect(structure.getByRole('article')).toHaveCount(6);
  await axe(structure);
});

test('she says yes aloud, and decides what the volunteer sees', async ({ page, structure, visit, axe }) => {
  const zoe = somebody();
  await isVolunteer(page, structure);
  await visit('/offres/cuisine-bordeaux');
  await page.getByRole('link', { name: 'Demander avec elle' }).click();
  await expect(title(page)).toHaveText('Demander avec elle');
  await axe();
  await page.getByLabel('Son prénom').fill(zoe.firstName);
  await page.getByLabel('Son téléphone mobile').fill(zoe.mobile);
  await page.getByRole('radio', { name: 'J’ai lu ce texte à voix haute.' }).check();
  await page.getByRole('checkbox', { name: 'Elle veut bien que je voie' }).check();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'La personne reçoit son code par SMS' })).toBeVisible();
  const line = page.getByRole('listitem').filter({ hasText: zoe.firstName });
  await expect(line).toContainText('La demande est envoyée.');
  await expect(line.getByText(CODE)).toBeVisible();
  expect(await page.content()).not.toContain(zoe.mobile);
  await axe();

  const hers = await sms(zoe, /\/suivi\/\S+/);
  await visit(hers, structure);
  await structure.getByText('Mon numéro, mes messages, mes données').click();
  await expect(structure.getByRole('region', { name: 'Qui m’a aidée' })).toContainText('Il voit où en est votre demande.');
  await axe(structure);
  await structure.getByRole('button', { name: 'Ne plus lui montrer' }).click();
  await expect(structure.getByRole('status').filter({ hasText: 'C’est noté.' })).toBeVisible();
  await page.reload();
  await expect(page.getByText(zoe.firstName)).toHaveCount(0);
});

test('she says yes on her own phone, and nothing leaves before', async ({ page, structure, visit, axe, trouble }) => {
  trouble.expect(404);
  const zoe = somebody();
  await isVolunteer(page, structure);
  await visit('/accompagner/demande/cuisine-bordeaux');
  await page.getByLabel('Son prénom').fill(zoe.firstName);
  await page.getByLabel('Son téléphone mobile').fill(zoe.mobile);
  await page.getByRole('radio', { name: 'Lui envoyer ce texte par SMS.' }).check();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.getByText('1 demande attend un oui par SMS.')).toBeVisible();
  const link = await sms(zoe, /\/oui\/\S+/);
  await visit(link, structure);
  await expect(title(structure)).toHaveText(`${zoe.firstName}, dites-vous oui ?`);
  await axe(structure);
  // The first press of a no erases nothing.
  await structure.getByRole('link', { name: 'Non, tout effacer' }).click();
  await expect(structure.getByRole('heading', { name: 'Tout effacer ?' })).toBeVisible();
  await axe(structure);
  await structure.getByRole('link', { name: 'Non, garder' }).click();
  await structure.getByRole('checkbox', { name: 'Le bénévole peut voir' }).check();
  await structure.getByRole('button', { name: 'Oui, j’accepte' }).click();
  await expect(title(structure)).toHaveText('C’est envoyé !');
  await visit(link, structure);
  await expect(title(structure)).toHaveText('Cette demande n’attend plus');
  await page.reload();
  await expect(page.getByRole('listitem').filter({ hasText: zoe.firstName })).toContainText('La demande est envoyée.');
});

test('who wants to open a structure finds who helps', async ({ page, visit, axe }) => {
  await visit('/');
  await page.getByRole('link', { name: 'Créer une structure' }).click();
  await expect(title(page)).toHaveText('Créer ou agrandir une structure');
  await axe();
  await page.getByRole('link', { name: /^Demander/ }).first().click();
  await expect(title(page)).toHaveText('Ça m’intéresse');
});
