// A partner gets in: by a link, a password, her identity provider; finds, joins or writes her structure; works in a team.
import { createHmac, randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, letters, test } from '../fixture';
import { signIn, title } from '../people';

const somebodyNew = (name: string) => `${name}.${Array.from({ length: 10 }, () => 'abcdefghijklmnopqrstuvwxyz'[randomInt(26)]).join('')}@example.net`;

/** The path of a link in the last letter to somebody. */
async function linkTo(email: string, shape: RegExp): Promise<string> {
  let path: string | undefined;
  await expect
    .poll(async () => (path = (await letters(email, 0)).map(({ text }) => shape.exec(text)?.[0]).filter(Boolean).at(-1)), { timeout: 15_000, intervals: [100, 250, 500] })
    .toBeDefined();
  return path!;
}

/** Writes a structure, and lets it in as the moderator. */
async function hasStructure(page: Page, moderator: Page, name: string): Promise<string> {
  await page.goto('/espace/nouvelle-structure/creer');
  await page.getByLabel('Son nom').fill(name);
  await page.getByLabel('Sa commune').fill('Lens (62300)');
  await page.getByLabel('Son téléphone').fill('03 53 01 00 77');
  await page.getByLabel('Son e-mail').fill('contact@example.net');
  await page.getByRole('button', { name: 'Créer ma structure' }).click();
  await expect(page).toHaveURL(/\/espace\/[a-z-]+[0-9a-f]{10}$/);
  const path = new URL(page.url()).pathname;
  await signIn(moderator, 'moderation@example.org', '/moderation');
  await moderator.getByRole('button', { name: `Accepter : ${name}` }).click();
  await expect(moderator.getByRole('status')).toHaveText('C’est fait. La personne reçoit votre réponse.');
  return path;
}

/** The code that an application of codes shows now (RFC 6238). */
function codeOf(key: string): string {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', secret).update(step).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

test('a link by mail lets somebody in, and out again', async ({ page, visit, axe, trouble }) => {
  trouble.expect(404, 422);
  const lea = somebodyNew('lea');
  await visit('/');
  await page.getByRole('link', { name: 'Espace structures' }).click();
  await expect(title(page)).toHaveText('Espace structures');
  await axe();
  await page.getByRole('button', { name: 'Recevoir mon lien' }).click();
  await expect(page.getByRole('alert')).toContainText('Écrivez votre adresse e-mail entière.');
  await page.getByLabel('Votre e-mail').fill(lea);
  await page.getByRole('button', { name: 'Recevoir mon lien' }).click();
  await expect(title(page)).toHaveText('Regardez vos e-mails');
  await axe();
  const link = await linkTo(lea, /\/connexion\/[a-z2-9]{26}/);
  await visit(link);
  await expect(title(page)).toHaveText('Bienvenue');
  await axe();
  await page.getByRole('button', { name: 'Entrer' }).click();
  await expect(title(page)).toHaveText('Mes structures');
  await axe();
  await page.getByText('Mon compte').click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page.getByRole('status').first()).toHaveText('Vous avez quitté votre espace.');
  await page.goto('/espace');
  await expect(title(page)).toHaveText('Espace structures');
  await page.goto(link);
  await expect(title(page)).toHaveText('Ce lien ne marche plus');
});

test('a password is chosen once and opens afterwards', async ({ page, visit, axe, trouble }) => {
  trouble.expect(422);
  const lea = somebodyNew('lea');
  await signIn(page, lea, '/espace/profil');
  await axe();
  await page.getByRole('link', { name: 'Mot de passe' }).click();
  await expect(title(page)).toHaveText('Choisir un mot de passe');
  await page.getByLabel('Votre nouveau mot de passe').fill('motdepasse123');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('alert')).toContainText('Ajoutez deux ou trois mots à vous.');
  await axe();
  await page.getByLabel('Votre nouveau mot de passe').fill('le chat de mamie dort au soleil');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('status').first()).toContainText('Votre mot de passe est enregistré.');
  await page.context().clearCookies();
  await visit('/connexion');
  await page.getByRole('link', { name: 'Entrer avec un mot de passe' }).click();
  await page.getByLabel('Votre e-mail').fill(lea);
  await page.getByLabel('Votre mot de passe').fill('le chien de papi');
  await page.getByRole('button', { name: 'Entrer' }).click();
  await expect(page.getByRole('alert')).toContainText('ne vont pas ensemble');
  await axe();
  await page.getByLabel('Votre mot de passe').fill('le chat de mamie dort au soleil');
  await page.getByRole('button', { name: 'Entrer' }).click();
  await expect(title(page)).toHaveText('Mes structures');
});

test('a password is chosen at the first visit', async ({ page, visit, axe, trouble }) => {
  trouble.expect(422);
  const lea = somebodyNew('lea');
  await visit('/connexion');
  await page.getByLabel('Votre e-mail').fill(lea);
  await page.getByRole('button', { name: 'Recevoir mon lien' }).click();
  await expect(title(page)).toHaveText('Regardez vos e-mails');
  await visit(await linkTo(lea, /\/connexion\/[a-z2-9]{26}/));
  await page.getByLabel('Votre mot de passe').fill('trop court');
  await page.getByRole('button', { name: 'Entrer' }).click();
  await expect(page.getByRole('alert')).toContainText('Il en faut 12.');
  await axe();
  await page.getByLabel('Votre mot de passe').fill('le chat de mamie dort au soleil');
  await page.getByRole('button', { name: 'Entrer' }).click();
  await expect(title(page)).toHaveText('Mes structures');
  await page.context().clearCookies();
  await visit('/connexion/mot-de-passe');
  await page.getByLabel('Votre e-mail').fill(lea);
  await page.getByLabel('Votre mot de passe').fill('le chat de mamie dort au soleil');
  await page.getByRole('button', { name: 'Entrer' }).click();
  await expect(title(page)).toHaveText('Mes structures');
});

test('a second step stands before everything, and opens by a code of the telephone or of the paper', async ({ page, axe, trouble }) => {
  trouble.expect(422);
  const lea = somebodyNew('lea');
  await signIn(page, lea, '/espace/profil');
  await page.getByRole('link', { name: 'Entrée en deux étapes' }).click();
  await expect(title(page)).toHaveText('Entrée en deux étapes');
  await axe();
  const key = ((await page.locator('.steps code').first().textContent()) ?? '').replaceAll(' ', '');
  const paper = await page.locator('.recovery code').allTextContents();
  expect(paper).toHaveLength(8);
  await page.getByLabel('Recopiez le code que l’application montre').fill('000000');
  await page.getByRole('button', { name: 'Activer' }).click();
  await expect(page.getByRole('alert')).toContainText('Ce code ne va pas.');
  // The key is in the telephone already: it stays.
  await expect(page.locator('.steps code').first()).toHaveText(/^[A-Z2-7 ]+$/);
  expect(((await page.locator('.steps code').first().textContent()) ?? '').replaceAll(' ', '')).toBe(key);
  await page.getByLabel('Recopiez le code que l’application montre').fill(codeOf(key));
  await page.getByRole('button', { name: 'Activer' }).click();
  await expect(page.getByRole('status').first()).toHaveText('L’entrée en deux étapes est active.');
  await page.context().clearCookies();

  await page.goto('/connexion');
  await page.getByLabel('Votre e-mail').fill(lea);
  // Her first link, and the word that the second step is on.
  const before = (await letters(lea, 2)).length;
  await page.getByRole('button', { name: 'Recevoir mon lien' }).click();
  await letters(lea, before + 1);
  await page.goto(await linkTo(lea, /\/connexion\/[a-z2-9]{26}/));
  await page.getByRole('button', { name: 'Entrer' }).click();
  await expect(title(page)).toHaveText('Votre code');
  await axe();
  await page.goto('/espace');
  await expect(title(page)).toHaveText('Votre code');
  await page.getByLabel('Votre code').fill('000000');
  await page.getByRole('button', { name: 'Entrer' }).click();
  await expect(page.getByRole('alert')).toContainText('Ce code ne va pas');
  await page.getByLabel('Votre code').fill(paper[0]);
  await page.getByRole('button', { name: 'Entrer' }).click();
  await expect(title(page)).toHaveText('Mes structures');
  await page.goto('/espace/profil/deux-etapes');
  await expect(page.getByText('Il vous reste 7 codes de secours.')).toBeVisible();
  await axe();
});

test('sessions are seen and ended from the profile', async ({ page, structure, axe }) => {
  const lea = somebodyNew('lea');
  await signIn(page, lea, '/espace/profil');
  await signIn(structure, lea, '/espace/profil');
  await page.reload();
  const sessions = page.getByRole('region', { name: 'Où votre espace est ouvert' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await axe();
  await sessions.getByRole('button', { name: /^Fermer :/ }).click();
  await expect(page.getByRole('status').first()).toHaveText('C’est fermé.');
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await structure.goto('/espace/profil');
  await expect(title(structure)).toHaveText('Espace structures');
});

test('the identity provider lets somebody in, or not', async ({ page, visit, axe }) => {
  const lea = somebodyNew('lea');
  await visit('/connexion?suite=/espace/profil');
  await page.getByRole('link', { name: 'S’identifier avec ProConnect' }).click();
  await expect(title(page)).toHaveText('Fournisseur d’identité');
  await page.getByRole('button', { name: 'Refuser' }).click();
  await expect(page.getByRole('alert').first()).toContainText('ProConnect ne vous a pas fait entrer.');
  await axe();
  await page.getByRole('link', { name: 'S’identifier avec ProConnect' }).click();
  await page.getByLabel('E-mail').fill(lea);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(title(page)).toHaveText('Mon profil');
  await expect(page.getByText(lea)).not.toHaveCount(0);
});

test('somebody finds her structure and its admin lets her in', async ({ page, structure, axe }) => {
  const lea = somebodyNew('lea');
  await signIn(page, lea);
  await page.getByRole('link', { name: 'Trouver ma structure' }).click();
  await page.getByLabel('Nom ou SIRET').fill('jardin bassin');
  await page.getByRole('button', { name: 'Chercher' }).click();
  await axe();
  await page.getByRole('link', { name: 'Jardin du Bassin' }).click();
  await axe();
  await page.getByLabel('Qui êtes-vous ?').fill('Encadrante technique');
  await page.getByRole('button', { name: 'Demander à rejoindre' }).click();
  await expect(page.getByText('vous avez demandé à rejoindre')).toBeVisible();
  await axe();

  // She sees where it stands wherever she comes back, changes her mind, and asks again.
  await page.goto('/espace/nouvelle-structure/rejoindre/jardin-du-bassin');
  await expect(page.getByText('Votre demande est en attente.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Demander à rejoindre' })).toHaveCount(0);
  await axe();
  await page.getByRole('button', { name: 'Annuler ma demande' }).click();
  await expect(page.getByRole('status').first()).toHaveText('Votre demande est annulée.');
  await page.goto('/espace/nouvelle-structure/rejoindre/jardin-du-bassin');
  await page.getByRole('button', { name: 'Demander à rejoindre' }).click();
  await expect(page.getByText('Votre demande est en attente.')).toBeVisible();

  await signIn(structure, 'jardin-du-bassin@example.org', '/espace/jardin-du-bassin/equipe');
  await expect(structure.getByText(lea, { exact: true })).toBeVisible();
  await axe(structure);
  await structure.getByRole('button', { name: `Accepter : ${lea}` }).click();
  await expect(structure.getByRole('status').first()).toHaveText('C’est fait.');

  await page.goto('/espace/jardin-du-bassin/equipe');
  await expect(title(page)).toHaveText('Équipe');
  await expect(page.getByRole('link', { name: 'Inviter une personne' })).toHaveCount(0);
});

test('a new desk is empty, says what to do, and one goes from structure to structure', async ({ page, structure, axe }) => {
  const lea = somebodyNew('lea');
  const [first, second] = ['Bois', 'Lin'].map((name) => `${name} de ${lea.slice(4, 12)}`);
  await signIn(page, lea);
  const one = await hasStructure(page, structure, first);
  const other = await hasStructure(page, structure, second);
  await page.goto(one);
  await expect(title(page)).toHaveText('Accueil');
  const tabs = page.getByRole('navigation', { name: 'Votre structure' }).getByRole('link');
  for (const name of await tabs.allTextContents()) {
    await tabs.filter({ hasText: name }).click();
    await expect(tabs.filter({ hasText: name })).toHaveAttribute('aria-current', 'page');
    await axe();
  }
  await tabs.filter({ hasText: 'Accueil' }).click();
  await expect(page.getByRole('link', { name: 'Écrire une offre' })).toBeVisible();
  await page.locator('.desk-switch > summary').click();
  await axe();
  await page.getByRole('link', { name: second }).click();
  await expect(page).toHaveURL((url) => url.pathname === other);
  await expect(page.locator('.desk-name')).toHaveText(second);
});

test('a structure is written, validated, and its team grows', async ({ page, structure, browser, axe, trouble }) => {
  trouble.expect(404, 422);
  const [lea, paul] = [somebodyNew('lea'), somebodyNew('paul')];
  const name = `Les Mains de ${lea.slice(4, 12)}`;
  await signIn(page, lea);
  await page.goto('/espace/nouvelle-structure/creer');
  await page.getByRole('button', { name: 'Créer ma structure' }).click();
  await expect(page.getByRole('alert').getByRole('listitem')).not.toHaveCount(0);
  await axe();
  const desk = await hasStructure(page, structure, name);
  await axe(structure);

  await page.goto(`${desk}/equipe`);
  await page.getByRole('link', { name: 'Inviter une personne' }).click();
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(2);
  await axe();
  await page.getByLabel('Son e-mail').fill(paul);
  await page.getByRole('radio', { name: /^Publication/ }).check();
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
  await expect(page.getByRole('status').first()).toHaveText('L’invitation est partie.');
  await axe();

  const other = trouble.watch(await browser.newContext());
  const colleague = await other.newPage();
  await colleague.goto(await linkTo(paul, /\/connexion\/invitation\/[a-z2-9]{26}/));
  await expect(title(colleague)).toHaveText(`Rejoindre ${name}`);
  await axe(colleague);
  await colleague.getByRole('button', { name: 'Rejoindre l’équipe' }).click();
  await expect(title(colleague)).toHaveText('Accueil');

  // The last admin stays until there is another.
  await page.goto(`${desk}/equipe`);
  await page.getByRole('link', { name: 'Quitter cette structure' }).click();
  await page.getByRole('button', { name: 'Oui, quitter' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Il faut au moins une personne à l’administration.');
  await axe();
  await page.getByText(`Modifier : ${paul}`).click();
  const row = page.getByRole('listitem').filter({ hasText: paul });
  await row.getByLabel('Rôle').selectOption('Administration');
  await row.getByRole('button', { name: 'Changer le rôle' }).click();
  await expect(page.getByRole('status').first()).toHaveText('C’est fait.');
  await page.getByRole('link', { name: 'Quitter cette structure' }).click();
  await page.getByRole('button', { name: 'Oui, quitter' }).click();
  await expect(title(page)).toHaveText('Mes structures');

  await colleague.goto(`${desk}/journal`);
  await expect(colleague.getByRole('main')).toContainText(`${lea} a quitté l’équipe.`);
  await expect(colleague.getByRole('main')).toContainText('a validé la structure.');
  await axe(colleague);
  await other.close();
  const gone = await page.goto(desk);
  expect(gone?.status()).toBe(404);
});
