// What becomes of offers: programmed, at rest, put away, copied, several at once, from a model.
import { expect, test } from '../fixture';
import { adminOf, begin, deskOf, invented, isFound, publish, publishWorkshop, state, workshop } from '../offers';
import { signIn, title } from '../people';

const desk = deskOf('velos-du-gave');

/** A day to come, as a date field takes it. */
const soon = () => new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);

test('an offer waits for its day, and is taken back', async ({ page, axe }) => {
  const name = `Programmer ${invented()} ${invented()}`;
  await begin(page);
  for (const answer of workshop(name)) await answer(page);
  await page.getByText('Publier un autre jour').click();
  await page.getByLabel('Jour', { exact: true }).fill(soon());
  await page.getByRole('button', { name: 'Programmer' }).click();
  await expect(page.getByText(/Elle paraît le \d/)).toBeVisible();
  await axe();
  const form = page.url().split('?')[0];
  await isFound(page, name, false);
  await page.goto(form);
  await page.getByRole('button', { name: 'Ne plus publier' }).click();
  await expect(page.getByText('Personne d’autre ne la voit.')).toBeVisible();
});

test('an offer rests, comes back and is put away', async ({ page }) => {
  const { name, form } = await publishWorkshop(page);
  await isFound(page, name);
  for (const [button, badge, found] of [
    ['Mettre en pause', 'En pause', false],
    ['Remettre en ligne', 'En ligne', true],
    ['Archiver', 'Archivée', false],
  ] as const) {
    await page.goto(form);
    await page.getByRole('button', { name: button }).click();
    await expect(page.locator('.standing-line')).toContainText(badge);
    await isFound(page, name, found);
  }
});

test('several offers are confirmed and put away at once', async ({ page, axe }) => {
  const names = [`Grouper ${invented()} ${invented()}`, `Classer ${invented()} ${invented()}`];
  for (const name of names) await publishWorkshop(page, name);
  const choose = async () => {
    await page.goto(desk);
    for (const name of names) await page.getByRole('checkbox', { name: `Choisir : ${name}` }).check();
  };
  await choose();
  await axe();
  await page.getByRole('button', { name: 'Toujours vrai' }).click();
  await expect(page.getByText('C’est fait.')).toBeVisible();
  await choose();
  await page.getByRole('button', { name: 'Archiver' }).click();
  await expect(page.getByText('C’est fait.')).toBeVisible();
  await page.goto(`${desk}?etat=archived`);
  for (const name of names) await expect(page.getByRole('link', { name })).toBeVisible();
});

test('an offer is copied, and the copy is another', async ({ page, trouble }) => {
  trouble.expect(422);
  const { name } = await publishWorkshop(page);
  await page.getByRole('button', { name: 'Dupliquer' }).click();
  await expect(page.getByLabel('Titre de l’offre')).toHaveValue(`${name} (copie)`);
  await publish(page).click();
  await expect(page.getByRole('alert')).toContainText('ressemble à une offre en ligne');
  await page.getByRole('checkbox', { name: 'Non, c’est une autre offre' }).check();
  await publish(page).click();
  await expect(page.getByText('C’est publié.')).toBeVisible();
});

test('an offer begins with one that is written already', async ({ page }) => {
  await signIn(page, adminOf('velos-du-gave'), `${desk}/nouvelle`);
  const kind = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Travail en atelier' }) });
  await kind.getByLabel('Exemple déjà écrit').selectOption('Cultiver des légumes');
  await kind.getByRole('button', { name: /Commencer/ }).click();
  await expect(page.getByLabel('Titre de l’offre')).toHaveValue('Cultiver des légumes');
  await expect(page.getByLabel('Commune', { exact: true })).toHaveValue(/Pau/);
});

test('a network shares a model, and a local structure follows it', async ({ page, structure: local, axe, js }) => {
  const name = `Aider ${invented()} ${invented()}`;
  await begin(page, 'Aide et accompagnement', 'restos-du-coeur');
  const keep = async (tasks: string) => {
    await page.getByLabel('Titre de l’offre').fill(name);
    await page.getByLabel('Ce que la personne fera').fill(tasks);
    if (js) await expect(state(page)).toHaveText(/^Enregistré/);
    else await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('button', { name: /Partager (comme modèle|les changements)/ }).click();
    await expect(page.getByText('C’est fait.')).toBeVisible();
  };
  await keep('Vous venez avec vos papiers.');
  await signIn(local, adminOf('restos-limoges'), `${deskOf('restos-limoges')}/nouvelle`);
  await local.getByRole('button', { name: `Suivre ce modèle : ${name}` }).click();
  await expect(local.getByLabel('Ce que la personne fera')).toHaveValue('Vous venez avec vos papiers.');
  await expect(local.getByLabel('Commune', { exact: true })).toHaveValue(/Limoges/);
  const form = local.url();
  await keep('Vous venez avec vos papiers et une question.');
  await local.goto(form);
  const news = local.getByRole('region', { name: 'Le modèle que vous suivez a changé' });
  await expect(news).toContainText('et une question');
  await axe(local);
  await news.getByRole('button', { name: 'Prendre ce qui est coché' }).click();
  await expect(local.getByLabel('Ce que la personne fera')).toHaveValue('Vous venez avec vos papiers et une question.');
  await expect(news).toHaveCount(0);
});

test('an offer from elsewhere is taken over and written on', async ({ page }) => {
  await signIn(page, adminOf('fil-et-tri'), deskOf('fil-et-tri'));
  const taken = page.getByRole('button', { name: /^Modifier : / }).first();
  if ((await taken.count()) === 0) {
    // Another window of this test took the last of them.
    await page.getByRole('link', { name: /./ }).filter({ hasText: /tri|vêtement|textile/i }).first().click();
  } else {
    await taken.click();
  }
  await expect(page.getByLabel('Titre de l’offre')).not.toHaveValue('');
  await expect(page.locator('.standing-line')).toContainText('En ligne');
});

test('who waits for an answer at the desk is answered there', async ({ page, structure: partner, axe }) => {
  const name = `Avancer ${invented()} ${invented()}`;
  await begin(page, 'Programme');
  await page.getByLabel('Titre de l’offre').fill(name);
  await page.getByLabel('Présentation').fill('Vous avancez avec nous, puis avec un partenaire qui vous accueille.');
  for (const [row, role, offer] of [[1, 'Votre revenu', 'velos-pau'], [2, 'Votre lieu', 'coworking-lens']] as const) {
    const step = page.getByRole('group', { name: `Étape ${row}`, exact: true });
    await step.getByLabel('Ce qu’elle apporte').selectOption(role);
    await step.getByLabel(/L’offre/).fill(offer);
  }
  await page.getByRole('checkbox', { name: 'Tous publics' }).check();
  await publish(page).click();
  await expect(page.getByText('C’est publié.')).toBeVisible();
  const form = page.url().split('?')[0];
  await signIn(partner, adminOf('coop-connexion'), deskOf('coop-connexion'));
  await partner.getByRole('link', { name: 'Répondre' }).first().click();
  await expect(title(partner)).toHaveText('Accords');
  await axe(partner);
  const asked = partner.getByRole('listitem').filter({ hasText: name });
  await asked.getByRole('button', { name: /^Non/ }).click();
  await expect(partner.getByText('C’est noté.')).toBeVisible();
  await page.goto(form);
  await expect(page.getByText('Pas d’accord')).toBeVisible();
});
