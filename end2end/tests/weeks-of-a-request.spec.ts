// The weeks of a request: whatever the structure does or does not do, the person hears of it.
import type { Page } from '@playwright/test';
import { code, coworking, fillRequest, openRequest, replyButton, sendButton, somebody, title, type Person } from '../people';
import { expect, path, test } from '../weeks';

const OFFER = 'Un bureau partagé à Lens';

/** She asks; answers the link of her SMS. */
async function ask(page: Page, visit: (path: string) => Promise<void>, person: Person) {
  await visit(`/offres/${coworking.slug}/demande`);
  await fillRequest(page, person);
  await sendButton(page).click();
  await expect(title(page)).toHaveText('C’est envoyé !');
}

/** The structure answers. */
async function answer(structure: Page, words: string) {
  await structure.getByRole('group', { name: 'Que répondez-vous ?' }).getByRole('radio', { name: words }).check();
}

test('from a request to the first day, and what came of it', async ({ page, visit, structure, site, axe }) => {
  test.slow();
  const zoe = somebody();
  await ask(page, visit, zoe);
  const given = (await code(page).textContent())!;
  expect(await site.text(zoe.mobile, 'code')).toContain(given);

  await visit(path((await site.mail(coworking.email, OFFER)).text), structure);
  await openRequest(structure);
  await answer(structure, 'Je propose un rendez-vous');
  await structure.getByLabel('Jour').fill('2027-03-10');
  await structure.getByLabel('Heure').fill('14:30');
  await replyButton(structure).click();
  await visit(path(await site.text(zoe.mobile, 'vous propose un rendez-vous')));
  await expect(page.getByText('Venez le mercredi 10 mars à 14 h 30.')).toBeVisible();

  await site.pass(7);
  await visit(path(await site.text(zoe.mobile, 'rendez-vous le 10/03 a 14h30')));
  await expect(page.getByText('Nous vous avons rappelé le rendez-vous')).toBeVisible();
  await site.pass(3);
  await site.text(zoe.mobile, "c'etait comment");
  await visit(path((await site.mail(coworking.email, 'Et ce rendez-vous ?')).text), structure);
  await answer(structure, 'C’est oui');
  await replyButton(structure).click();
  await expect(structure.getByText('Vous avez dit oui.')).toBeVisible();
  await answer(structure, 'Elle a commencé');
  await replyButton(structure).click();
  await expect(structure.getByText('Elle a commencé.', { exact: false }).first()).toBeVisible();
  await visit(path(await site.text(zoe.mobile, 'vous avez commence')));
  await expect(title(page)).toHaveText('Vous avez commencé');
  await axe();

  await site.pass(92);
  await visit(path(await site.text(zoe.mobile, 'toujours la')));
  await page.getByRole('button', { name: 'Je suis toujours là' }).click();
  await expect(page.getByText('C’est noté.')).toBeVisible();
  const told = site.texts(zoe.mobile);
  await site.pass(92);
  await expect.poll(() => site.texts(zoe.mobile), { timeout: 20_000 }).toBe(told + 1);
  await visit(path(await site.text(zoe.mobile, 'toujours la')));
  await page.getByText('C’est terminé', { exact: true }).click();
  await page.getByRole('radio', { name: 'Un emploi' }).check();
  await page.getByRole('button', { name: 'Le dire' }).click();
  await expect(title(page)).toHaveText('C’est terminé');
  await axe();
});

test('a no comes with its reason, and another offer is asked for in one tap', async ({ page, visit, structure, site, axe }) => {
  const zoe = somebody();
  await ask(page, visit, zoe);
  await visit(path((await site.mail(coworking.email, OFFER)).text), structure);
  await openRequest(structure);
  await answer(structure, 'Pas cette fois');
  await structure.getByRole('group', { name: 'Pour quelle raison ?' }).getByRole('radio').first().check();
  await replyButton(structure).click();
  await expect(title(structure)).toHaveText('Demande terminée');

  await visit(path(await site.text(zoe.mobile, 'a répondu')));
  await expect(title(page)).toHaveText('Pas cette fois');
  await expect(page.getByRole('heading', { name: 'D’autres offres près de là' })).toBeVisible();
  await axe();
  await page.getByRole('button', { name: /^Demander aussi/ }).first().click();
  await expect(title(page)).toHaveText('C’est envoyé !');
  await site.text(zoe.mobile, (await code(page).textContent())!);
});

test('a structure that says nothing until day thirty', async ({ page, visit, structure, site, axe, trouble }) => {
  const zoe = somebody();
  await ask(page, visit, zoe);
  await site.pass(3);
  await site.mail(coworking.email, 'Une personne attend votre réponse');
  expect(site.texts(zoe.mobile), 'the receipt alone').toBe(1);
  await site.pass(7);
  await visit(path(await site.text(zoe.mobile, 'Vous pouvez appeler le')));
  await expect(title(page)).toHaveText('Envoyée');
  await page.getByRole('button', { name: 'Je n’ai pas de nouvelles' }).click();
  await expect(page.getByText('C’est noté.')).toBeVisible();
  await site.pass(6);
  await visit(path(await site.text(zoe.mobile, '3 autres offres, en un geste')));
  await expect(page.getByRole('button', { name: /^Demander aussi/ }).first()).toBeVisible();
  await axe();
  await site.pass(20);
  await visit(path(await site.text(zoe.mobile, 'se ferme, sans reponse')));
  await expect(title(page)).toHaveText('Sans réponse');
  await expect(page.getByText('Ce n’est pas de votre faute')).toBeVisible();
  await axe();
  // Who did not answer has nothing of her left.
  await site.mail(coworking.email, 'Demande fermée sans réponse');
  await visit(path((await site.mail(coworking.email, 'attend votre réponse')).text), structure);
  await expect(title(structure)).toHaveText(/Ce lien a expiré|Demande terminée/);
  expect(await structure.content()).not.toContain(zoe.firstName);
  const told = site.texts(zoe.mobile);
  trouble.expect(404);
  const link = path(await site.text(zoe.mobile, 'se ferme, sans reponse'));
  await site.pass(91);
  expect(site.texts(zoe.mobile), 'nothing more, ever').toBe(told);
  await visit(link);
  await expect(title(page), 'erased ninety days after the end').toHaveText('Ce lien ne marche plus');
});

test('everything is erased at once, and really gone', async ({ page, visit, structure, site, trouble }) => {
  trouble.expect(404, 422);
  const zoe = somebody();
  await ask(page, visit, zoe);
  const given = (await code(page).textContent())!;
  expect(site.holds(given), 'her request is there').toBe(true);
  expect(site.holds(zoe.firstName), 'sealed: her name stands nowhere in the clear').toBe(false);
  const received = path((await site.mail(coworking.email, OFFER)).text);
  await visit(path(await site.text(zoe.mobile, given)));
  await page.getByText('Mon numéro, mes messages, mes données').click();
  await page.getByRole('link', { name: 'Tout effacer' }).click();
  await page.getByRole('button', { name: 'Oui, tout effacer' }).click();
  await expect(title(page)).toHaveText('Tout est effacé');

  await visit('/suivi');
  await page.getByLabel('Votre code').fill(given);
  await page.getByLabel('Les 4 derniers chiffres').fill(zoe.lastFour);
  await page.getByRole('button', { name: 'Voir ma demande' }).click();
  await expect(page.getByRole('alert')).toContainText('Ce code et ces chiffres ne vont pas ensemble.');
  await visit(received, structure);
  expect(await structure.content()).not.toContain(zoe.firstName);
  await site.mail(coworking.email, 'Demande annulée');
  // No word of it is left where the program keeps what it knows, and the clock has nothing to say.
  const told = site.texts(zoe.mobile);
  await site.pass(31);
  expect(site.texts(zoe.mobile)).toBe(told);
  expect(site.holds(given), 'her request is gone').toBe(false);
  expect(site.holds(zoe.firstName)).toBe(false);
});
