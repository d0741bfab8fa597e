// What the two press texts name is there to see and to use.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { fillRequest, hasAsked, letterAbout, sendButton, somebody, title } from '../people';

const offers = (page: Page) => page.getByRole('article').getByRole('article');
const asks = (page: Page) => page.getByRole('link', { name: 'Ça m’intéresse' });

test('one pathway of three offers: a project, an income, a place', async ({ page, visit }) => {
  await visit('/');
  await page.getByRole('link', { name: 'Créer son activité à Lens' }).click();
  await expect(title(page)).toHaveText('Créer son activité à Lens');
  await expect(offers(page)).toHaveCount(3);
  const names = ['Créer votre activité avec la coopérative jeunesse', 'Missions d’intérim à Lens', 'l’espace de coworking'];
  for (const [at, name] of names.entries()) await expect(offers(page).nth(at)).toContainText(name);
  const together = page.getByRole('region', { name: 'Qui travaille ensemble ?' });
  await expect(together).toContainText('L’Institut Randstad et CoopConnexion ont signé un partenariat');
  await expect(together).toContainText('L’agence Randstad de Lens leur propose des missions d’intérim');
  for (const name of names) {
    await page.getByRole('link', { name }).click();
    await expect(title(page)).toContainText(name);
    await expect(asks(page)).toBeVisible();
    await page.getByRole('region', { name: 'Une étape d’un parcours' }).getByRole('link', { name: 'Créer son activité à Lens' }).click();
    await expect(title(page)).toHaveText('Créer son activité à Lens');
  }
});

const lens: [slug: string, giver: string, giverSlug: string, says: RegExp][] = [
  ['coworking-lens', 'CoopConnexion', 'coop-connexion', /espace de coworking à Lens/],
  ['cooperative-jeunesse-lens', 'CoopConnexion', 'coop-connexion', /coopérative d’activité et d’emploi \(CAE\)/],
  ['interim-lens', 'Agence Randstad de Lens', 'agence-randstad-lens', /missions d’intérim aux jeunes|Elle propose ces missions aux jeunes/],
  ['soutien-institut-randstad', 'Institut Randstad', 'institut-randstad', /membre de la coopérative jeunesse/],
];

test('each offer of Lens is to be asked for, and its giver has a page', async ({ page, visit }) => {
  for (const [slug, giver, giverSlug, says] of lens) {
    await visit(`/offres/${slug}`);
    await expect(page.getByRole('main')).toContainText(says);
    await expect(asks(page)).toBeVisible();
    await page.getByRole('link', { name: giver, exact: true }).first().click();
    await expect(page).toHaveURL(`/structures/${giverSlug}`);
    await expect(title(page)).toHaveText(giver);
    await expect(page.getByRole('region', { name: 'Ses offres' }).getByRole('article')).not.toHaveCount(0);
  }
});

test('CoopConnexion, Institut Randstad and the agency each receive a request', async ({ request }) => {
  for (const [slug, , giver] of lens) {
    const zoe = somebody();
    await hasAsked(request, zoe, slug);
    await letterAbout(zoe, `${giver}@example.org`);
  }
});

test('the convention: who, for how long, in which frame, why, and the offers of its two axes', async ({ page, visit }) => {
  await visit('/');
  await page.getByRole('link', { name: 'La Région Nouvelle-Aquitaine et les Restos du Cœur' }).click();
  await expect(title(page)).toHaveText('La Région Nouvelle-Aquitaine et les Restos du Cœur');
  const parties = page.getByRole('region', { name: 'Qui a signé ?' });
  await expect(parties.getByRole('link')).toHaveText([/^Région Nouvelle-Aquitaine/, /^Les Restos du Cœur/]);
  const length = page.getByRole('region', { name: 'Pour combien de temps ?' });
  await expect(length).toContainText('3 ans. Signée le 22 janvier.');
  await expect(length).toContainText('charte régionale d’engagements réciproques 2023-2028');
  await expect(length).toContainText('étendue à d’autres associations caritatives');
  await expect(page.getByRole('region', { name: 'Pourquoi ?' }).getByRole('listitem')).toHaveCount(3);

  const first = page.getByRole('region', { name: /^Axe 1 : Développer l’accès des personnes accueillies par les Restos aux formations/ });
  const second = page.getByRole('region', { name: /^Axe 2 : Soutenir l’économie sociale et solidaire/ });
  await expect(first.getByRole('article')).toHaveCount(11);
  await expect(first.getByText('Formation', { exact: true })).toHaveCount(9);
  await expect(second.getByRole('article')).toHaveCount(7);
  await expect(second.getByRole('link', { name: 'Créer ou agrandir un atelier d’insertion' })).toBeVisible();

  for (const [name, slug] of [
    ['Région Nouvelle-Aquitaine', 'region-nouvelle-aquitaine'],
    ['Les Restos du Cœur', 'restos-du-coeur'],
  ]) {
    await visit('/conventions/region-restos-nouvelle-aquitaine');
    await parties.getByRole('link', { name }).click();
    await expect(page).toHaveURL(`/structures/${slug}`);
    await expect(title(page)).toHaveText(name);
  }
});

test('a training open to people whom the Restos welcome is asked for', async ({ page, visit }) => {
  const zoe = somebody();
  await visit('/conventions/region-restos-nouvelle-aquitaine');
  await page.getByRole('link', { name: 'Lire, écrire et compter à Bordeaux' }).click();
  await expect(title(page)).toHaveText('Lire, écrire et compter à Bordeaux');
  await expect(page.getByRole('region', { name: 'C’est pour moi ?' })).toContainText(/Ouvert.* aux personnes accueillies par les Restos du Cœur/);
  await expect(page.getByRole('region', { name: 'Quand ça commence ?' }).getByRole('listitem')).not.toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Comment entrer ?' })).toContainText('bénévole des Restos');
  await asks(page).click();
  await fillRequest(page, zoe);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  await letterAbout(zoe, 'formation-atlantique@example.org');
});

test('a workshop (ACI) is joined', async ({ page, visit }) => {
  const zoe = somebody();
  await visit('/conventions/region-restos-nouvelle-aquitaine');
  await page.getByRole('link', { name: 'Cultiver et vendre des légumes à Limoges' }).click();
  await expect(page.getByText('C’est un atelier et chantier d’insertion (ACI)')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Combien ça coûte ? Suis-je payé ?' })).toContainText('salaire minimum (SMIC)');
  await asks(page).click();
  await fillRequest(page, zoe);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  await letterAbout(zoe, 'limousin-solidaire@example.org');
});

test('a volunteer of the Restos talks about training, and one becomes a volunteer', async ({ page, visit }) => {
  await visit('/offres/parler-formation-restos-bordeaux');
  await expect(page.getByRole('region', { name: 'C’est pour moi ?' })).toContainText('personnes accueillies par les Restos du Cœur');
  await expect(asks(page)).toBeVisible();
  await visit('/offres?lieu=Poitiers&q=bénévole');
  await page.getByRole('link', { name: 'Devenir bénévole aux Restos du Cœur à Poitiers' }).click();
  await expect(asks(page)).toBeVisible();
});

test('every page says that it is a demonstration', async ({ page, visit }) => {
  for (const path of ['/', '/offres/coworking-lens', '/structures/institut-randstad', '/conventions/region-restos-nouvelle-aquitaine']) {
    await visit(path);
    await expect(page.getByText('les contacts sont inventés, rien ne part vers de vraies structures.')).toBeVisible();
  }
});
