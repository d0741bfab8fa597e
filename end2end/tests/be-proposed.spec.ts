// Where a training can't take a request as it stands: somebody proposes her, or another session has room.
import { expect, test } from '../fixture';
import { fillRequest, hasAnswered, hasAsked, letterAbout, openRequest, sendButton, signIn, somebody, title } from '../people';

test('a training for which somebody must propose her is asked for like any other', async ({ page, visit, structure, axe }) => {
  const zoe = somebody();
  await visit('/offres/batiment-angouleme');
  await expect(page.getByText('peut vous proposer, et reçoit votre demande')).toBeVisible();
  await page.getByRole('link', { name: 'Ça m’intéresse' }).click();
  await expect(page.getByText('Pour entrer, quelqu’un doit vous proposer.')).toBeVisible();
  await axe();
  await fillRequest(page, zoe);
  await sendButton(page).click();

  await expect(title(page)).toHaveText('C’est envoyé !');
  await expect(page.getByRole('link', { name: 'Apprendre le métier de peintre à Angoulême' })).toBeVisible();
  await expect(page.getByText('Restos du Cœur de Bordeaux (démonstration) peut vous proposer pour cette formation')).toBeVisible();
  await axe();

  const { letter, path } = await letterAbout(zoe, 'restos-bordeaux@example.org');
  expect(letter.subject).toBe('Une personne demande à être proposée : Apprendre le métier de peintre à Angoulême');
  await visit(path, structure);
  await openRequest(structure);
  await expect(structure.getByText('À proposer pour la formation')).toBeVisible();
  await axe(structure);
});

test('who found no place chooses another session', async ({ page, visit, request, structure, axe }) => {
  const zoe = somebody();
  const asked = await hasAsked(request, zoe, 'lire-ecrire-compter-bordeaux');
  const { path } = await letterAbout(zoe, 'formation-atlantique@example.org');
  await hasAnswered(request, path, { reponse: 'non', motif: 'full' });

  await visit(asked.path);
  await expect(page.getByText('Une autre session a encore de la place. La voulez-vous ?')).toBeVisible();
  await axe();
  const last = page.getByRole('button', { name: /^Celle du / }).last();
  const day = (await last.textContent())!.replace('Celle du ', '').trim();
  await last.click();
  await expect(title(page)).toHaveText('Sur la liste d’attente');
  await expect(page.getByText(`La session que vous attendez : ${day}`)).toBeVisible();
  await axe();

  await visit(path, structure);
  await expect(structure.getByText(`Elle est sur votre liste d’attente, pour la session du ${day}.`)).toBeVisible();
  await axe(structure);
});

test('the moderator and a Région say who proposes people, and who helps to open a structure', async ({ page, structure, axe, trouble }) => {
  trouble.expect(422);
  const region = { email: 'region-nouvelle-aquitaine@example.org', path: '/espace/region-nouvelle-aquitaine/orientation' };
  for (const [window, email, path] of [[page, 'moderation@example.org', '/moderation/orientation'], [structure, region.email, region.path]] as const) {
    await signIn(window, email, path);
    await expect(title(window)).toHaveText('Qui reçoit les demandes');
    await axe(window);
    const save = window.getByRole('button', { name: 'Enregistrer' });
    await save.click();
    await expect(window.getByRole('alert')).toContainText('Choisissez pour quoi.');
    await axe(window);
    // The same as it is: other stories count on it.
    const line = window.getByRole('listitem').filter({ hasText: 'Aider à créer une structure' }).filter({ hasText: 'Nouvelle-Aquitaine' });
    const offer = (await line.getByRole('link').getAttribute('href'))!;
    await window.getByRole('radio', { name: 'Aider à créer une structure' }).check();
    await window.getByLabel('Dans quelle région ?').selectOption('Nouvelle-Aquitaine');
    await window.getByLabel('L’offre qui reçoit les demandes').fill(offer);
    await save.click();
    await expect(window.getByRole('status').first()).toHaveText('C’est fait.');
    await expect(line).toHaveCount(1);
  }
});
