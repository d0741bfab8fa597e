// A structure receives a request that nobody meant: it blocks the number, reports it, lets it in again; the moderator decides.
import { expect, test } from '../fixture';
import { code, coworking, fillRequest, hasAsked, letterAbout, openRequest, sendButton, signIn, somebody, title } from '../people';

const blocking = '/espace/coop-connexion/demandes/numeros';

test('a number is blocked from the mail and let in again at the desk, and the page tells nobody', async ({ page, visit, structure, request, axe }) => {
  const zoe = somebody();
  await hasAsked(request, zoe);
  const { path } = await letterAbout(zoe);
  await page.goto(path);
  await openRequest(page);
  await page.getByText('Un problème avec cette demande').click();
  await axe();
  await page.getByRole('button', { name: 'Bloquer ce numéro' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Ce numéro est bloqué pour votre structure jusqu’au' })).toBeVisible();
  await axe();

  // Another person of the same phone: whoever types the number reads what everybody reads.
  await visit(`/offres/${coworking.slug}/demande`);
  await fillRequest(page, { ...zoe, firstName: 'Maëlle' });
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  await expect(code(page)).toBeVisible();

  await signIn(structure, coworking.email, blocking);
  await expect(title(structure)).toHaveText('Numéros bloqués');
  await axe(structure);
  const number = structure.getByRole('listitem').filter({ hasText: `Numéro qui finit par ${zoe.lastFour}` });
  await number.getByRole('button', { name: 'Débloquer' }).click();
  await expect(number).toHaveCount(0);
});

test('an abuse is reported from the desk, and the moderator’s word comes back', async ({ page, structure, request, axe, trouble }) => {
  trouble.expect(422);
  const zoe = { ...somebody() };
  const asked = await hasAsked(request, zoe);
  await signIn(structure, coworking.email, '/espace/coop-connexion/demandes');
  const text = structure.getByLabel('Prénom, code ou téléphone');
  if (!(await text.isVisible())) await structure.getByText('Chercher ou filtrer').click();
  await text.fill(asked.code);
  await structure.getByRole('button', { name: 'Chercher' }).click();
  await structure.getByRole('button', { name: zoe.firstName }).click();
  await expect(title(structure)).toHaveText(`${zoe.firstName} demande à venir`);
  const address = structure.url();
  await structure.getByText('Un problème avec cette demande').click();
  await structure.getByRole('button', { name: 'Signaler un abus' }).click();
  await expect(structure.getByText('Choisissez ce qui ne va pas.').first()).toBeVisible();
  await axe(structure);
  await structure.getByRole('radio', { name: 'Insultes ou menaces' }).check();
  await structure.getByLabel('Ce qu’il faut savoir').fill('Des menaces au téléphone.');
  await structure.getByRole('button', { name: 'Signaler un abus' }).click();
  await expect(structure.getByRole('status').filter({ hasText: 'Nous regardons.' })).toBeVisible();

  await signIn(page, 'moderation@example.org', '/moderation');
  const report = page.getByRole('listitem').filter({ hasText: asked.code });
  await expect(report).toContainText('Des menaces au téléphone.');
  await expect(report).not.toContainText(zoe.firstName);
  await axe();
  await report.getByLabel('Un mot pour la structure').fill('Merci de nous l’avoir dit.');
  await report.getByRole('button', { name: 'Sans suite' }).click();
  await expect(page.getByRole('status')).toContainText('C’est fait.');
  await expect(report).toHaveCount(0);
  await structure.goto(address);
  await expect(structure.getByRole('status').filter({ hasText: 'Nous ne bloquons pas ce numéro. Merci de nous l’avoir dit.' })).toBeVisible();
  await axe(structure);
});

test('who sends twice reads the same page twice, and the structure reads one request', async ({ page, visit, request }) => {
  const zoe = somebody();
  const first = await hasAsked(request, zoe);
  await visit(`/offres/${coworking.slug}/demande`);
  await fillRequest(page, zoe);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  await expect(code(page)).not.toHaveText(first.code);
  await letterAbout(zoe);
  await page.goto(first.path);
  await expect(title(page)).toHaveText('Envoyée');
});
