// A volunteer goes with a person for weeks: the person says yes by SMS, decides what is seen, and nobody is forgotten.
import type { Page } from '@playwright/test';
import { coworking, openRequest, replyButton, somebody, title } from '../people';
import { expect, path, test } from '../weeks';

const antenna = { slug: 'restos-bordeaux', email: 'restos-bordeaux@example.org' };
const marie = 'marie.des.restos@example.net';

test('she says yes by SMS, and a silent structure is told of by mail to who went with her', async ({ page, visit, structure, browser, site, axe, trouble }) => {
  test.slow();
  const zoe = somebody();
  // The antenna invites Marie by her own e-mail: no SIRET, no other account.
  await visit(`/connexion?suite=/espace/${antenna.slug}/equipe/inviter`, structure);
  await structure.getByLabel('Votre e-mail').fill(antenna.email);
  await structure.getByRole('button', { name: 'Recevoir mon lien' }).click();
  await expect(title(structure)).toHaveText('Regardez vos e-mails');
  await visit(path((await site.mail(antenna.email, 'entrer')).text), structure);
  await structure.getByRole('button', { name: 'Entrer' }).click();
  await structure.getByLabel('Son e-mail').fill(marie);
  await structure.getByRole('radio', { name: /^Bénévole/ }).check();
  await structure.getByRole('button', { name: 'Envoyer l’invitation' }).click();
  await expect(structure.getByRole('status')).toHaveText('L’invitation est partie.');
  await visit(path((await site.mail(marie, 'Accompagnez des personnes')).text));
  await page.getByRole('button', { name: 'Rejoindre l’équipe' }).click();
  await expect(title(page)).toHaveText('Accompagner une personne');

  // Nothing leaves before her yes.
  await visit(`/accompagner/demande/${coworking.slug}`);
  await page.getByLabel('Son prénom').fill(zoe.firstName);
  await page.getByLabel('Son téléphone mobile').fill(zoe.mobile);
  await page.getByRole('radio', { name: 'Lui envoyer ce texte par SMS.' }).check();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.getByText('1 demande attend un oui par SMS.')).toBeVisible();
  const hers: Page = await trouble.watch(await browser.newContext()).newPage();
  await hers.goto(new URL(path(await site.text(zoe.mobile, '/oui/')), site.url).href);
  await hers.getByRole('checkbox', { name: 'Le bénévole peut voir' }).check();
  await hers.getByRole('button', { name: 'Oui, j’accepte' }).click();
  await expect(title(hers)).toHaveText('C’est envoyé !');
  await page.reload();
  const line = page.getByRole('listitem').filter({ hasText: zoe.firstName });
  await expect(line).toContainText('La demande est envoyée.');

  // Ten days of silence: the person hears by SMS, who went with her by mail, without a name.
  await site.pass(11);
  await site.text(zoe.mobile, 'Vous pouvez appeler le');
  const told = await site.mail(marie, 'attend encore une réponse');
  expect(told.subject + told.text).not.toContain(zoe.firstName);

  // The structure answers at last: it is over for all three, and the list of Marie empties itself.
  await visit(path((await site.mail(coworking.email, 'Un bureau partagé à Lens')).text), structure);
  await openRequest(structure);
  await structure.getByRole('group', { name: 'Que répondez-vous ?' }).getByRole('radio', { name: 'Pas cette fois' }).check();
  await structure.getByRole('group', { name: 'Pour quelle raison ?' }).getByRole('radio').first().check();
  await replyButton(structure).click();
  await expect(title(structure)).toHaveText('Demande terminée');
  await hers.goto(new URL(path(await site.text(zoe.mobile, 'a répondu')), site.url).href);
  await expect(title(hers)).toHaveText('Pas cette fois');
  await axe(hers);
  await hers.context().close();
});
