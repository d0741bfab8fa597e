// Each kind of offer is published once, and people read what is written in it.
import type { Page } from '@playwright/test';
import { expect, letters, test } from '../fixture';
import { begin, invented, isFound, publish, unfold } from '../offers';
import { title } from '../people';

/** Opens the sheet from the form: what people read. */
async function sheet(page: Page, name: string, axe: () => Promise<void>) {
  await publish(page).click();
  await expect(page.getByText('C’est publié.')).toBeVisible();
  await axe();
  const form = page.url().split('?')[0];
  await page.getByRole('link', { name: 'Voir la page' }).click();
  await expect(title(page)).toHaveText(name);
  await axe();
  return form;
}

const begun = async (page: Page, kind: string, name: string, words: string) => {
  await begin(page, kind);
  await page.getByLabel('Titre de l’offre').fill(name);
  await page.getByLabel('Présentation').fill(words);
};

test('a training, with its dates, its meeting and who pays', async ({ page, axe }) => {
  const name = `Apprendre ${invented()} ${invented()}`;
  await begun(page, 'Formation', name, 'Vous apprenez un métier, un geste après l’autre, avec une formatrice.');
  await page.getByLabel('Heures par semaine').fill('30');
  await page.getByRole('checkbox', { name: 'Jeunes' }).check();
  await page.getByRole('radio', { name: 'Sur place' }).check();
  const date = page.getByRole('group', { name: 'Date 1', exact: true });
  await date.getByLabel('Premier jour').fill('2027-01-11');
  await date.getByLabel('Places libres').fill('6');
  await date.getByLabel('Jour de la réunion').fill('2026-12-08');
  await date.getByLabel('Heure de la réunion').fill('09:30');
  await date.getByLabel('Lieu de la réunion').fill('au centre, 2 rue de l’Essai');
  await page.getByRole('checkbox', { name: 'Par une réunion d’information' }).check();
  await page.getByRole('checkbox', { name: 'Par un test' }).check();
  await page.getByRole('checkbox', { name: 'La Région' }).check();
  await page.getByLabel('Paie pendant la formation').fill('La Région vous paie.');
  await unfold(page, 'Qu’est-ce que');
  await page.getByLabel('Certification').fill('RNCP37274');
  await unfold(page, 'Où');
  await page.getByLabel('Référent handicap').fill('Zoé, 05 36 49 00 00');
  await page.getByLabel('E-mail où arrivent les demandes').fill('velos@example.org');
  await sheet(page, name, axe);
  for (const text of [
    /lundi 11 janvier 2027/,
    /6 places/,
    /Réunion d’information\s: mardi 8 décembre 2026 à 9\sh\s30, au centre, 2 rue de l’Essai/,
    /Vous passez un test/,
    /Qui paie la formation\s: La Région/,
    /La Région vous paie/,
    /Zoé, 05 36 49 00 00/,
    /30 heures par semaine/,
  ]) {
    await expect(page.getByText(text)).toBeVisible();
  }
  await expect(page.getByRole('link', { name: 'RNCP37274' })).toBeVisible();
});

test('a workshop with several posts, found by its second trade', async ({ page }) => {
  const name = `Entretenir ${invented()} ${invented()}`;
  const trade = `Trieur de ${invented()}`;
  await begun(page, 'Travail en atelier', name, 'Vous entretenez des parcs et des jardins, avec une petite équipe.');
  await page.getByLabel('Métier', { exact: true }).first().fill('Jardinier');
  await page.getByLabel('Ce que la personne fera').first().fill('Vous tondez les pelouses.');
  await page.getByLabel('Places à prendre').first().fill('0');
  await page.locator('#heures').fill('26');
  await page.getByRole('checkbox', { name: 'Tous publics' }).check();
  await unfold(page, 'Qu’est-ce que');
  const post = page.getByRole('group', { name: 'Poste 1', exact: true });
  await post.getByLabel('Métier').fill(trade);
  await post.getByLabel('Places à prendre').fill('2');
  await publish(page).click();
  await expect(page.getByText('C’est publié.')).toBeVisible();
  await expect
    .poll(async () => {
      await page.goto(`/offres?lieu=Pau&q=${encodeURIComponent(trade)}`);
      return page.getByRole('heading', { name, exact: true }).count();
    })
    .toBe(1);
  await page.getByRole('link', { name, exact: true }).click();
  // The trade has its name in the ROME by itself.
  await expect(page.getByText(/Le métier\s: Jardinier \(nom officiel\s: Aménagement et entretien des espaces verts\)/)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: trade })).toContainText('2 places');
  await expect(page.getByRole('link', { name: 'Ça m’intéresse' })).toBeVisible();
});

test('a place to create one’s activity', async ({ page, axe }) => {
  const name = `Entreprendre ${invented()} ${invented()}`;
  await begun(page, 'Créer son activité', name, 'Vous testez votre activité avec la coopérative, sans risque pour vous.');
  await page.getByLabel('Ce qu’elle devient').fill('Entrepreneur salarié de la coopérative (CAE).');
  await page.getByLabel('Bureaux partagés').fill('12');
  await page.getByRole('checkbox', { name: 'Tous publics' }).check();
  await sheet(page, name, axe);
  await expect(page.getByText('Vous devenez : Entrepreneur salarié')).toBeVisible();
  await expect(page.getByText('Bureaux partagés : 12')).toBeVisible();
  await expect(page.getByText(/Ouvert du lundi/)).toBeVisible();
});

test('assignments of an agency', async ({ page, axe }) => {
  const name = `Missions ${invented()} ${invented()}`;
  await begun(page, 'Intérim', name, 'L’agence vous propose des missions dans les entrepôts du coin.');
  await page.getByLabel('Métiers des missions').fill('Préparateur de commandes');
  await page.getByLabel('Ce qu’elle gagne').fill('Vous êtes payé à l’heure.');
  await page.getByRole('checkbox', { name: 'Demandeurs d’emploi' }).check();
  await sheet(page, name, axe);
  await expect(page.getByText(/Le métier\s: Préparateur de commandes/)).toBeVisible();
  await expect(page.getByText('Vous êtes payé à l’heure.')).toBeVisible();
});

test('any other help, for those of some places alone', async ({ page, axe }) => {
  const name = `Aider ${invented()} ${invented()}`;
  await begun(page, 'Aide et accompagnement', name, 'Une personne vous aide à faire vos démarches, avec vos papiers.');
  await page.getByRole('radio', { name: 'Aide matérielle' }).check();
  await page.getByRole('checkbox', { name: 'Tous publics' }).check();
  await page.getByLabel('Conditions, en questions').fill('Avez-vous plus de 18 ans ?');
  await unfold(page, 'Pour qui');
  await page.getByLabel('Il faut habiter').selectOption({ label: 'Dans d’autres lieux : je les écris' });
  const places = page.getByLabel('Dans quels lieux');
  await expect(places).toBeVisible();
  await places.fill('Lescar\nLandes (département)');
  await page.getByRole('radio', { name: 'Les deux' }).check();
  await sheet(page, name, axe);
  await expect(page.getByText('Forme de l’aide : Aide matérielle')).toBeVisible();
  await expect(page.getByText('Avez-vous plus de 18 ans ?')).toBeVisible();
  await expect(page.getByText(/Il faut habiter ici\s: Lescar.*, Landes/)).toBeVisible();
  await expect(page.getByText('Sur place ou à distance')).toBeVisible();
});

test('a programme, whose partner agrees by the link of a mail', async ({ page, structure: partner, axe }) => {
  const name = `Parcours ${invented()} ${invented()}`;
  await begun(page, 'Programme', name, 'Vous apprenez la mécanique, puis vous créez votre activité avec un partenaire.');
  const step = (number: number) => page.getByRole('group', { name: `Étape ${number}`, exact: true });
  await step(1).getByLabel('Ce qu’elle apporte').selectOption('Votre revenu');
  await step(1).getByLabel(/L’offre/).fill('/offres/velos-pau');
  await step(2).getByLabel('Ce qu’elle apporte').selectOption('Votre lieu');
  await step(2).getByLabel(/L’offre/).fill('/offres/coworking-lens');
  await page.getByRole('checkbox', { name: 'Tous publics' }).check();
  const form = await sheet(page, name, axe);
  const seen = page.url();
  await expect(page.getByText(/Votre revenu/)).toBeVisible();
  await expect(page.getByText(/Votre lieu/)).toHaveCount(0);
  await page.goto(form);
  await expect(step(2).getByText('Accord demandé')).toBeVisible();
  let link: string | undefined;
  await expect
    .poll(async () => {
      const all = await letters('coop-connexion@example.org', 0);
      link = all.map((letter) => (letter.text.includes(name) ? /\/accord\/\S+/.exec(letter.text)?.[0] : undefined)).find(Boolean);
      return link;
    })
    .toBeDefined();
  await partner.goto(link!);
  await expect(title(partner)).toHaveText('Êtes-vous d’accord ?');
  await axe(partner);
  await partner.getByRole('button', { name: 'Oui, d’accord' }).click();
  await expect(partner.getByText('Merci, c’est noté.')).toBeVisible();
  await page.goto(seen);
  await expect(page.getByText(/Votre lieu, avec CoopConnexion/)).toBeVisible();
  await isFound(page, name);
});
