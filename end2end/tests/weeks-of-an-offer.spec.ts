// The weeks of an offer: who gave it says by one tap that it is still true, without an account.
import { title } from '../people';
import { expect, path, test } from '../weeks';

const giver = { slug: 'fil-et-tri', email: 'fil-et-tri@example.org' };

test('an offer that nobody has confirmed for long is confirmed, and put at rest, by the link of a mail', async ({ page, visit, structure, site, axe, trouble }) => {
  trouble.expect(404);
  await visit(`/connexion?suite=/espace/${giver.slug}/offres`, structure);
  await structure.getByLabel('Votre e-mail').fill(giver.email);
  await structure.getByRole('button', { name: 'Recevoir mon lien' }).click();
  await expect(title(structure)).toHaveText('Regardez vos e-mails');
  await visit(path((await site.mail(giver.email, 'entrer')).text), structure);
  await structure.getByRole('button', { name: 'Entrer' }).click();
  await structure.getByRole('button', { name: /^Modifier : / }).first().click();
  const name = await structure.getByLabel('Titre de l’offre').inputValue();

  await site.pass(61);
  const link = path((await site.mail(giver.email, `Toujours vrai ? ${name}`)).text);
  await visit(link);
  await expect(title(page)).toHaveText('Cette offre est-elle toujours vraie ?');
  await expect(page.getByText(name)).toBeVisible();
  await axe();
  await page.getByRole('button', { name: 'Oui, toujours vraie' }).click();
  await expect(title(page)).toHaveText('Merci, c’est noté');
  await axe();
  await visit(link);
  await page.getByRole('button', { name: 'Non, la mettre en pause' }).click();
  await expect(title(page)).toHaveText('L’offre est en pause');
  await axe();
  await visit(link);
  await expect(page.getByRole('button', { name: 'Oui, la remettre en ligne' })).toBeVisible();
  await visit('/confirmer/ceci-n-est-pas-un-lien');
  await expect(title(page)).toHaveText('Cette page n’existe pas');
});
