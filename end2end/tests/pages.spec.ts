// Every page and state opens without trouble, is accessible, valid, and fits on the smallest phone.
import type { Page } from '@playwright/test';
import { expect, test as base } from '../fixture';
import { hasAnswered, hasAsked, letterAbout, openRequest, replyButton, sendButton, somebody, someDay, title } from '../people';

const test = base.extend<{ sound: (what: string, page?: Page) => Promise<void> }>({
  /** What holds for every page. */
  sound: async ({ page, axe }, use) => {
    await use((what, shown = page) =>
      test.step(what, async () => {
        await expect(shown.getByRole('heading', { level: 1 }), what).toHaveCount(1);
        await expect(shown.locator('html')).toHaveAttribute('lang', 'fr');
        await expect(shown).toHaveTitle(/Premier Pas$/);
        await expect(shown.getByRole('main')).toHaveCount(1);
        await axe(shown);
      }),
    );
  },
});

// Many pages in a test: one window for all of them is what makes this quick.
test.describe.configure({ timeout: 120_000 });

test('searching', async ({ page, visit, sound }) => {
  for (const [what, path, seen] of [
    ['home', '/', 'Faites le premier pas.'],
    ['results', '/offres?lieu=62498', 'Offres près de Lens'],
    ['everything', '/offres', 'Offres'],
    ['filters on', '/offres?lieu=62498&rayon=50&besoin=creer&theme=mobilite', 'Offres près de Lens'],
    ['one structure', '/offres?lieu=62498&structure=coop-connexion', 'Offres de CoopConnexion près de Lens'],
    ['a département', '/offres?lieu=departement-62&tri=recent', 'Offres : Pas-de-Calais'],
    ['nothing', '/offres?lieu=62498&q=xyzqwv', 'Rien pour le moment'],
    ['widened', '/offres?lieu=80021', 'Rien à moins de 20 km. Voici à moins de 100 km.'],
    ['unknown place', '/offres?lieu=Zzyzx', 'Nous ne trouvons pas cette commune'],
    ['choice of communes', '/offres?lieu=Saint-Denis', 'Quel endroit ?'],
  ]) {
    await visit(path);
    await expect(page.getByText(seen).first()).toBeVisible();
    await sound(what);
  }
});

test('sheets', async ({ page, visit, sound }) => {
  const ask = page.getByRole('link', { name: 'Ça m’intéresse' });
  for (const [what, slug, way, asks] of [
    ['one asks here', 'coworking-lens', 'Demandez ici.', true],
    ['closed', 'soudure-henin', 'Fermé : il n’y a plus de place pour le moment.', false],
    ['by telephone', 'garder-son-logement-lens', 'Téléphonez :', false],
    ['by coming', 'parler-francais-avion', 'Venez sur place.', false],
    ['by a link', 'covoiturage-gohelle', 'Inscrivez-vous sur le site de la structure', false],
    ['by a counsellor', 'permis-lens', 'Quelqu’un doit vous proposer :', false],
    ['with sessions', 'lire-ecrire-compter-bordeaux', 'Réunion d’information :', true],
    ['at a distance', 'entretien-a-distance', 'Demandez ici.', true],
  ] as const) {
    await visit(`/offres/${slug}`);
    await expect(page.getByText(way).first()).toBeVisible();
    await expect(ask).toHaveCount(asks ? 1 : 0);
    await sound(what);
  }
  await visit('/offres/soudure-henin');
  await expect(page.getByRole('region', { name: 'D’autres offres près de là' }).getByRole('article')).toHaveCount(3);
  await visit('/offres/soudure-henin/demande');
  await expect(title(page)).toHaveText('On ne peut pas demander cette offre ici');
  await sound('not to be asked for here');
});

test('asking and following', async ({ page, visit, sound, trouble }) => {
  trouble.expect(422, 404);
  await visit('/offres/coworking-lens/demande');
  await sound('request');
  await page.getByText('Ajouter quelque chose').click();
  await sound('request, with everything shown');
  await page.getByLabel('Votre e-mail').fill('zoe@');
  await sendButton(page).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await sound('request, with problems');
  const { path } = await hasAsked(page.request, somebody());
  await visit(`${path}?envoyee=1`);
  await expect(title(page)).toHaveText('C’est envoyé !');
  await sound('sent');
  await visit(`${path}?annuler=1`);
  await sound('cancel?');
  await page.getByRole('button', { name: 'Oui, annuler' }).click();
  await expect(title(page)).toHaveText('Vous avez annulé');
  await sound('cancelled');
  await visit('/suivi');
  await sound('code');
  await page.getByRole('button', { name: 'Voir ma demande' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await sound('code, with problems');
  await visit('/suivi/code-perdu');
  await sound('lost code');
  await visit('/suivi/code-perdu?envoye=1');
  await sound('lost code, sent');
  await visit('/suivi/ceci-n-est-pas-un-lien');
  await sound('no such link');
});

const given: [state: string, answer: Record<string, string>][] = [
  ['On vous appelle', { reponse: 'appel', mot: 'Je vous appelle demain matin.' }],
  ['Rendez-vous proposé', { reponse: 'rendez-vous', jour: someDay().iso, heure: '09:00', lieu: '4 rue de l’Exemple, 62300 Lens' }],
  ['C’est oui', { reponse: 'oui' }],
  ['Pas cette fois', { reponse: 'non', motif: 'not_eligible' }],
];

test('each answer, on both sides', async ({ page, request, visit, structure, sound }) => {
  for (const [state, answer] of given) {
    const zoe = somebody();
    const { path: followed } = await hasAsked(request, zoe);
    const { path } = await letterAbout(zoe);
    await hasAnswered(request, path, answer);
    await visit(followed);
    await expect(title(page)).toHaveText(state);
    await sound(`${state}: hers`);
    await visit(path, structure);
    await sound(`${state}: the structure’s`, structure);
  }
});

test('answering', async ({ page, request, visit, structure, sound, trouble }) => {
  trouble.expect(404, 422);
  const zoe = somebody();
  const { path: followed } = await hasAsked(request, zoe);
  const { path } = await letterAbout(zoe);
  await visit(path, structure);
  await sound('envelope', structure);
  await openRequest(structure);
  await sound('fresh', structure);
  for (const answer of ['Je l’appelle', 'Je propose un rendez-vous', 'C’est oui', 'Pas cette fois']) {
    await structure.getByRole('radio', { name: answer }).check();
    await sound(answer, structure);
  }
  await replyButton(structure).click();
  await expect(structure.getByRole('alert')).toBeVisible();
  await sound('with problems', structure);
  await visit(`${followed}?annuler=1`);
  await page.getByRole('button', { name: 'Oui, annuler' }).click();
  await expect(title(page)).toHaveText('Vous avez annulé');
  await visit(path, structure);
  await expect(title(structure)).toHaveText('Demande annulée');
  await sound('cancelled', structure);
  await visit('/reponse/ceci-n-est-pas-un-lien', structure);
  await expect(title(structure)).toHaveText('Ce lien ne mène à aucune demande');
  await sound('no such link', structure);
});

test('partners', async ({ page, visit, sound }) => {
  for (const [path, name] of [
    ['/parcours/creer-son-activite-a-lens', 'Créer son activité à Lens'],
    ['/conventions/region-restos-nouvelle-aquitaine', 'La Région Nouvelle-Aquitaine et les Restos du Cœur'],
    ['/structures/coop-connexion', 'CoopConnexion'],
    ['/structures/institut-randstad', 'Institut Randstad'],
    ['/structures/restos-du-coeur', 'Les Restos du Cœur'],
  ]) {
    await visit(path);
    await expect(title(page)).toHaveText(name);
    await sound(name);
  }
});

test('for programs', async ({ page, visit, sound }) => {
  await visit('/mentions-legales');
  await page.getByRole('link', { name: 'l’API ouverte' }).click();
  await expect(title(page)).toHaveText('API ouverte');
  await page.getByText(/^Thematique \(\d+\)$/).click();
  await sound('the API');
  const example = page.getByRole('link', { name: /^\/api\/v1\/services\/./ });
  const answer = await page.request.get((await example.getAttribute('href'))!);
  expect(answer.status(), 'an example works').toBe(200);
});

test('what the law asks for, and what is not there', async ({ page, visit, sound, trouble }) => {
  trouble.expect(404);
  for (const [path, name] of [
    ['/mentions-legales', 'Mentions légales'],
    ['/donnees-personnelles', 'Vos données personnelles'],
    ['/accessibilite', 'Accessibilité'],
    ['/n-importe-quoi', 'Cette page n’existe pas'],
  ]) {
    await visit(path);
    await expect(title(page)).toHaveText(name);
    await sound(name);
  }
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('the pages of the journey', async ({ page, visit, sound, trouble }) => {
    trouble.expect(422);
    const { path } = await hasAsked(page.request, somebody());
    for (const one of ['/', '/offres?lieu=62498', '/offres/coworking-lens', '/offres/soudure-henin', `${path}?envoyee=1`]) {
      await visit(one);
      const light = await page.evaluate(() => {
        const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)!.map(Number);
        return (r + g + b) / 3;
      });
      expect(light, 'a dark page').toBeLessThan(80);
      await sound(one);
    }
    await visit('/offres/coworking-lens/demande');
    await sendButton(page).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await sound('request, with problems');
  });
});
