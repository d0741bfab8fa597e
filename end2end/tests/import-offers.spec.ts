// A structure brings its offers in a file: looks, corrects, says go, takes back; has an address read; takes all away.
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FileChooser, Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { signIn, title } from '../people';

/** Words that no other test writes. */
const invented = () => Array.from({ length: 9 }, () => 'abcdefghijklmnopqrstuvwxyz'[randomInt(26)]).join('');

/** A structure of one's own, let in by the moderator: answers the address of its desk. */
async function ownDesk(page: Page, moderator: Page): Promise<string> {
  const name = `Ateliers ${invented()}`;
  await signIn(page, `lea.${invented()}@example.net`, '/espace/nouvelle-structure/creer');
  await page.getByLabel('Son nom').fill(name);
  await page.getByLabel('Sa commune').fill('Aurillac (15000)');
  await page.getByLabel('Son téléphone').fill('04 65 71 00 77');
  await page.getByLabel('Son e-mail').fill('contact@example.net');
  await page.getByRole('button', { name: 'Créer ma structure' }).click();
  await expect(page).toHaveURL(/\/espace\/[a-z-]+[0-9a-f]{10}$/);
  const desk = new URL(page.url()).pathname;
  await signIn(moderator, 'moderation@example.org', '/moderation');
  await moderator.getByRole('button', { name: `Accepter : ${name}` }).click();
  await expect(moderator.getByRole('status')).toHaveText('C’est fait. La personne reçoit votre réponse.');
  return desk;
}

const HEADER = 'Référence;Nom de l’offre;Genre;Description;Publics;Code INSEE;Commune;Code postal';
const WORDS = 'Vous apprenez à souder avec une formatrice, deux matins par semaine.';
const line = (reference: string, name: string, words = WORDS, kind = 'Formation', publics = 'Jeunes') =>
  `${reference};${name};${kind};${words};${publics};15014;Aurillac;15000`;
const csv = (...lines: string[]) => ({ name: 'offres.csv', mimeType: 'text/csv', buffer: Buffer.from([HEADER, ...lines].join('\r\n'), 'utf8') });

type File = { name: string; mimeType: string; buffer: Buffer };

async function send(page: Page, file: File | string) {
  await page.getByLabel('Votre fichier').setInputFiles(file);
  await page.getByRole('button', { name: 'Vérifier le fichier' }).click();
}

const go = (page: Page) => page.getByRole('button', { name: /^Importer/ });
const row = (page: Page, name: string) => page.locator('.import-rows > li').filter({ hasText: name });

/** What a link gives to keep. */
async function taken(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return readFile(await download.path());
}

test('a model is filled, looked at, corrected, imported and taken back', async ({ page, structure, axe, trouble }) => {
  trouble.expect(422, 410);
  const desk = await ownDesk(page, structure);
  await page.goto(desk);
  await page.getByRole('link', { name: 'Imports', exact: true }).click();
  await expect(title(page)).toHaveText('Imports');
  await axe();

  const [first, second] = [`Souder ${invented()}`, `Coudre ${invented()}`];
  const model = (await taken(page, 'CSV : Pour des formations, avec leurs dates')).toString('utf8');
  const [how, header, example] = model.split('\n');
  expect(header).toContain('Date de début');
  const filled = (reference: string, name: string) => example.replace('EXEMPLE', reference).replace('Français pour le travail', name);
  const file = (lines: string[]): File => ({ name: 'mes-formations.csv', mimeType: 'text/csv', buffer: Buffer.from([how, header, ...lines].join('\n')) });

  await send(page, file([filled('A', first), filled('B', second).replace(';Formation;', ';Formations;')]));
  await expect(title(page)).toHaveText('Vérifiez avant d’importer');
  await expect(page.getByText('Rien n’est encore écrit.')).toBeVisible();
  await expect(row(page, second)).toContainText('ligne 4');
  await expect(row(page, second)).toContainText('écrivez « Formation »');
  await axe();
  const problems = (await taken(page, 'Télécharger les problèmes (CSV)')).toString('utf8');
  expect(problems).toContain('ligne;offre;colonne;problème');
  expect(problems).toContain(`4;${second};Genre;`);
  await page.getByRole('link', { name: '1 nouvelle' }).click();
  await row(page, first).getByText('Ce que nous avons lu').click();
  await expect(row(page, first)).toContainText('Date de début : 01/03/2027');
  await axe();
  await page.getByRole('button', { name: 'Abandonner' }).click();
  await expect(page.getByText('Abandonné : rien n’a été écrit.')).toBeVisible();

  await page.getByRole('link', { name: 'Retour aux imports' }).click();
  await send(page, file([filled('A', first), filled('B', second)]));
  await expect(page.getByText('2 nouvelles')).toBeVisible();
  await go(page).click();
  await expect(page.getByRole('status')).toHaveText('2 offres écrites.');
  await axe();
  await page.goto(`${desk}/offres`);
  await expect(page.getByText(first, { exact: true })).toBeVisible();
  await expect
    .poll(async () => {
      await page.goto(`/offres?q=${encodeURIComponent(first)}`);
      return page.getByRole('heading', { name: first }).count();
    })
    .toBe(1);
  await page.getByRole('link', { name: first, exact: true }).click();
  await expect(title(page)).toHaveText(first);
  const sheet = page.url();

  await page.goto(`${desk}/imports`);
  await page.getByRole('link', { name: 'mes-formations.csv' }).first().click();
  await page.getByRole('button', { name: 'Annuler cet import' }).click();
  await expect(page.getByRole('status')).toHaveText('Annulé : 2 offres sont comme avant.');
  await axe();
  await page.goto(sheet);
  await expect(title(page)).toHaveText('Cette offre n’est plus là');

  // The workbook, as it was given: it holds an example, and no offer.
  await page.goto(`${desk}/imports`);
  const workbook = await taken(page, 'Excel ou LibreOffice (XLSX) : Pour des postes en atelier (SIAE)');
  await send(page, { name: 'modele.xlsx', mimeType: 'application/octet-stream', buffer: workbook });
  await expect(page.getByRole('alert')).toContainText('ne contient aucune offre');
});

test('what somebody wrote here is asked about, row by row or all at once', async ({ page, structure, axe }) => {
  const desk = await ownDesk(page, structure);
  const [first, second] = [`Forger ${invented()}`, `Tourner ${invented()}`];
  const imports = `${desk}/imports`;
  await page.goto(imports);
  await send(page, csv(line('A', first), line('B', second)));
  await go(page).click();
  await expect(page.getByRole('status')).toHaveText('2 offres écrites.');

  // She takes both over and writes in them.
  for (const name of [first, second]) {
    await page.goto(`${desk}/offres`);
    await page.getByRole('listitem').filter({ hasText: name }).getByRole('button').click();
    await expect(title(page).first()).toHaveText(name);
    await page.getByLabel('Présentation').fill(`Nos propres mots pour ${name}, écrits ici avec soin, que personne ne doit perdre.`);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page).toHaveURL(/fait=garde/);
  }
  await page.goto(imports);
  await send(page, csv(line('A', first, 'Les mots du fichier ont changé, une fois de plus.'), line('B', second, 'Les mots du fichier ont changé ici aussi.')));
  await expect(page.getByText('2 offres ont été modifiées ici')).toBeVisible();
  await expect(page.getByText('Rien n’est choisi : tout reste comme ici.')).toBeVisible();
  await axe();
  await page.getByRole('button', { name: 'Prendre toutes celles du fichier' }).click();
  await expect(page.getByText('Vos choix sont gardés')).toBeVisible();
  await expect(go(page)).toHaveText('Importer 2 offres');
  await page.getByRole('group', { name: `Laquelle garder ? ${second}` }).getByRole('radio', { name: 'La vôtre' }).check();
  await page.getByRole('button', { name: 'Garder ces choix' }).click();
  await expect(go(page)).toHaveText('Importer 1 offre');
  await axe();
  await go(page).click();
  await expect(page.getByRole('status')).toHaveText('1 offre écrite.');

  await page.goto(`${desk}/offres`);
  await page.getByRole('link', { name: first }).click();
  await expect(page.getByLabel('Présentation')).toHaveValue('Les mots du fichier ont changé, une fois de plus.');
  await page.goto(`${desk}/offres`);
  await page.getByRole('link', { name: second }).click();
  await expect(page.getByLabel('Présentation')).toHaveValue(/^Nos propres mots/);
});

test('an address is shown first, then read by itself', async ({ page, structure, axe, trouble }) => {
  trouble.expect(422);
  const desk = await ownDesk(page, structure);
  const name = `Tisser ${invented()}`;
  const source = createServer((_, answer) => answer.end(csv(line('A', name)).buffer));
  await new Promise<void>((ready) => source.listen(0, '127.0.0.1', ready));
  try {
    await page.goto(`${desk}/imports`);
    await page.getByRole('link', { name: 'Ajouter une adresse' }).click();
    await expect(title(page)).toHaveText('Adresses à lire');
    await axe();
    await page.getByRole('button', { name: 'Ajouter' }).click();
    await expect(page.getByRole('alert')).toContainText('Écrivez une adresse qui commence par https://');
    await axe();
    await page.getByLabel('L’adresse du fichier').fill(`http://127.0.0.1:${(source.address() as AddressInfo).port}/offres.csv`);
    await page.getByRole('radio', { name: 'Chaque jour' }).check();
    await page.getByRole('button', { name: 'Ajouter' }).click();
    await expect(page.getByText('L’adresse est ajoutée.')).toBeVisible();
    const waiting = page.getByText('1 import attend votre accord.');
    await expect
      .poll(async () => {
        await page.goto(`${desk}/imports/adresses`);
        return waiting.count();
      }, { timeout: 15_000 })
      .toBe(1);
    await expect(page.getByText('Dernière lecture')).toContainText('1 nouvelle');
    await axe();
    await page.goto(desk);
    await page.getByRole('link', { name: '1 import à vérifier' }).click();
    await page.getByRole('link', { name: /offres\.csv/ }).click();
    await expect(row(page, name)).toBeVisible();
    await go(page).click();
    await expect(page.getByRole('status')).toHaveText('1 offre écrite.');
    await page.goto(`${desk}/imports/adresses`);
    await page.getByRole('button', { name: 'Lire maintenant' }).click();
    await expect(page.getByText('Nous lisons cette adresse maintenant.')).toBeVisible();
    await expect
      .poll(async () => {
        await page.goto(`${desk}/imports/adresses`);
        return page.getByText('1 pareille').count();
      }, { timeout: 15_000 })
      .toBe(1);
    await page.getByRole('button', { name: 'Ne plus lire' }).click();
    await expect(page.getByText('Aucune adresse pour le moment.')).toBeVisible();
  } finally {
    source.close();
  }
});

test('a long import shows how far it is, and says when it is over', async ({ page, structure, axe, js }) => {
  // Writing takes as long as the machine is busy: what counts is that it ends.
  test.setTimeout(240_000);
  const patience = { timeout: 90_000 };
  const desk = await ownDesk(page, structure);
  const name = invented();
  await page.goto(`${desk}/imports`);
  await send(page, csv(...Array.from({ length: 620 }, (_, n) => line(`R${n}`, `Atelier ${name} ${n}`))));
  await expect(page.getByText('620 nouvelles')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Page suivante' })).toBeVisible();
  const here = page.url();
  /** Waits for a sentence: the page says that it is there where there is a script, and is asked where there is none. */
  const comes = async (sentence: string) => {
    const told = page.getByRole('status').filter({ hasText: sentence });
    if (js) {
      // What a fast machine has done already is told at once.
      const result = page.getByRole('link', { name: 'Voir le résultat' });
      await expect(result.or(told)).toBeVisible(patience);
      if (await result.isVisible()) {
        await expect(page.getByRole('status')).toHaveText('C’est terminé.');
        await axe();
        await result.click();
      }
      return expect(told).toBeVisible();
    }
    await expect
      .poll(async () => {
        await page.goto(here);
        return told.count();
      }, patience)
      .toBe(1);
  };
  await go(page).click();
  // What a fast machine has done already shows no bar.
  const bar = page.getByRole('progressbar', { name: 'Avancement' });
  await expect(bar.or(page.getByRole('status').filter({ hasText: 'écrites' }))).toBeVisible(patience);
  if (!js && (await bar.isVisible())) {
    await expect(page.getByRole('link', { name: 'Actualiser' })).toHaveAttribute('href', new URL(here).pathname);
    await axe();
  }
  await comes('620 offres écrites.');
  await page.getByRole('button', { name: 'Annuler cet import' }).click();
  await comes('Annulé : 620 offres sont comme avant.');
});

test('everything that is hers is taken away', async ({ page, structure }) => {
  const desk = await ownDesk(page, structure);
  const name = `Relier ${invented()}`;
  await page.goto(`${desk}/imports`);
  await send(page, csv(line('A', name)));
  await go(page).click();
  await page.getByRole('link', { name: 'Retour aux imports' }).click();
  expect((await taken(page, 'Vos offres publiées, tableau CSV')).toString('utf8')).toContain(name);
  expect((await taken(page, 'Vos offres publiées, tableau XLSX')).subarray(0, 2).toString()).toBe('PK');
  const json = await taken(page, 'Votre fiche et toutes vos offres, JSON data·inclusion');
  expect(JSON.parse(json.toString('utf8')).services[0].nom).toBe(name);
  expect((await taken(page, 'Les demandes reçues, tableau CSV')).toString('utf8')).toContain('prénom');
  const whole = await taken(page, 'Tout télécharger');
  for (const file of ['LISEZ-MOI.txt', 'offres.xlsx', 'brouillons.json', 'demandes.csv', 'equipe.csv', 'journal.csv']) {
    expect(whole.includes(file), file).toBe(true);
  }
  // What went out comes back, and changes nothing.
  await send(page, { name: 'retour.json', mimeType: 'application/json', buffer: json });
  await expect(page.getByText('1 pareille')).toBeVisible();
});

test('a file that is none is told on the page where it was sent', async ({ page, structure, axe, trouble }) => {
  trouble.expect(422);
  const desk = await ownDesk(page, structure);
  await page.goto(`${desk}/imports`);
  const cases: [File, string][] = [
    [{ name: 'a.xlsx', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }, 'c’est un PDF'],
    [{ name: 'a.xml', mimeType: 'text/xml', buffer: Buffer.from('<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') }, 'Ligne 2'],
    [{ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(`${HEADER}\n${'x;'.repeat(100_000)}`) }, 'La ligne 2 a plus de 200 colonnes'],
  ];
  for (const [file, sentence] of cases) {
    await send(page, file);
    await expect(page.getByRole('alert')).toContainText(sentence);
  }
  await axe();
  await page.getByRole('button', { name: 'Vérifier le fichier' }).click();
  await expect(page.getByRole('alert')).toHaveText('Choisissez d’abord un fichier.');
});

test('without a mouse', async ({ page, structure, isMobile }) => {
  test.skip(isMobile, 'a phone has no Tab key');
  const desk = await ownDesk(page, structure);
  const name = `Tanner ${invented()}`;
  const choosers: FileChooser[] = [];
  page.on('filechooser', (chooser) => choosers.push(chooser));
  await page.goto(`${desk}/imports`);
  await page.getByLabel('Votre fichier').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => choosers.length).toBe(1);
  await choosers[0].setFiles(csv(line('A', name), line('B', `${name} bis`, WORDS, 'Formations')));
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Vérifier le fichier' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Vérifiez avant d’importer');
  await tabTo(page, page.getByRole('link', { name: '1 nouvelle' }));
  await page.keyboard.press('Enter');
  await tabTo(page, row(page, name).locator('summary'));
  await page.keyboard.press('Enter');
  await expect(row(page, name)).toContainText('Jeunes');
  await tabTo(page, go(page));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('1 offre écrite.');
  await tabTo(page, page.getByRole('button', { name: 'Annuler cet import' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('Annulé : 1 offre est comme avant.');
});

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>) {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}
