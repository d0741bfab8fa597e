// The people of the tests: somebody who asks, the structure that answers. Nobody is in two tests.
import { randomInt } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test';
import { letters, type Letter } from './fixture';
import { app, url } from './local.mjs';

export const CODE = /^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/;
/** A day as the site says it: "mardi 1er décembre". */
export const DAY = /(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:1er|[1-3]?\d) [a-zéû]+/;

export const coworking = { slug: 'coworking-lens', email: 'coop-connexion@example.org', giver: 'CoopConnexion' };

export type Person = { firstName: string; mobile: string; lastFour: string; email: string };

let asked = 0;

/** Somebody new: a mobile of the block kept for fiction, each worker with numbers of its own. */
export function somebody(): Person {
  const number = (Number(process.env.TEST_WORKER_INDEX ?? 0) * 300 + asked++) % 10_000;
  const lastFour = String(number).padStart(4, '0');
  const letters = Array.from({ length: 8 }, () => 'abcdefghijklmnopqrstuvwxyz'[randomInt(26)]).join('');
  return {
    firstName: `Zoé ${letters[0].toUpperCase()}${letters.slice(1)}`,
    mobile: `06 39 98 ${lastFour.slice(0, 2)} ${lastFour.slice(2)}`,
    lastFour,
    email: `zoe.${letters}@example.net`,
  };
}

/** Fills what the request form asks for, and agrees. */
export async function fillRequest(page: Page, person: Person) {
  await page.getByLabel('Votre prénom').fill(person.firstName);
  await page.getByLabel('Votre téléphone mobile').fill(person.mobile);
  await page.getByRole('checkbox', { name: 'J’accepte que ma demande soit envoyée' }).check();
}

export const sendButton = (page: Page): Locator => page.getByRole('button', { name: 'Envoyer ma demande' });
export const replyButton = (page: Page): Locator => page.getByRole('button', { name: 'Envoyer ma réponse' });
/** Opens a request as the structure: the press on its envelope says that it is read. */
export async function openRequest(structure: Page) {
  await structure.getByRole('button', { name: 'Lire et répondre' }).click();
  await expect(replyButton(structure)).toBeVisible();
}
/** The sentence that says where a request stands. */
export const title = (page: Page): Locator => page.getByRole('heading', { level: 1 });
/** The code on the page of a request. */
export const code = (page: Page): Locator => page.getByRole('region', { name: 'Gardez ce code' }).getByText(CODE);

export type Asked = { path: string; code: string };

/** A request that was sent before the test begins. */
export async function hasAsked(request: APIRequestContext, person: Person, slug = coworking.slug): Promise<Asked> {
  const form = `/offres/${slug}/demande`;
  const submission = /name="envoi"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="envoi"/.exec(await (await request.get(form)).text());
  const { firstName: prenom, mobile, email } = person;
  const path = await post(request, form, { envoi: submission?.[1] ?? submission?.[2] ?? '', prenom, mobile, email, accord: 'oui' });
  const page = await (await request.get(path)).text();
  const code = /[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}(?=<)/.exec(page)?.[0];
  expect(code, 'the code of a request that was sent').toBeDefined();
  return { path: path.replace('?envoyee=1', ''), code: code! };
}

/** An answer that was given before the test begins. */
export async function hasAnswered(request: APIRequestContext, link: string, answer: Record<string, string>) {
  await post(request, link, { geste: 'repondre', ...answer });
}

async function post(request: APIRequestContext, path: string, form: Record<string, string>): Promise<string> {
  const headers = { origin: url(app) };
  const answer = await request.post(path, { form, headers, maxRedirects: 0 });
  expect(answer.status(), await answer.text()).toBe(303);
  return answer.headers().location;
}

const asker = new Map<string, string>();

/** The structure's letters about somebody: their links open her request. Letters themselves never name her. */
export async function lettersAbout(person: Person, to = coworking.email, count = 1): Promise<{ letter: Letter; path: string }[]> {
  let about: { letter: Letter; path: string }[] = [];
  await expect
    .poll(
      async () => {
        about = [];
        for (const letter of await letters(to, 0)) {
          const path = /\/reponse\/\S+/.exec(letter.text)?.[0];
          if (!path) continue;
          if (!asker.has(path)) asker.set(path, await (await fetch(url(app) + path)).text());
          if (asker.get(path)?.includes(person.firstName)) about.push({ letter, path });
        }
        return about.length;
      },
      { message: `letters about ${person.firstName}`, timeout: 15_000, intervals: [100, 250, 500] },
    )
    .toBeGreaterThanOrEqual(count);
  return about;
}

/** The letter that the structure received about somebody, and the path of its link. */
export const letterAbout = async (person: Person, to = coworking.email) => (await lettersAbout(person, to))[0];

/** A working day in some weeks, as a date field takes it and as the site says it. */
export function someDay(): { iso: string; spoken: string } {
  const day = new Date(Date.now() + 12 * 86_400_000);
  while ([0, 6].includes(day.getUTCDay()) || day.getUTCDate() === 1) day.setUTCDate(day.getUTCDate() + 1);
  const spoken = new Intl.DateTimeFormat('fr-FR', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(day);
  return { iso: day.toISOString().slice(0, 10), spoken };
}

/** Signs in as people do: the form, the letter, the button. An address without an account gets one. */
export async function signIn(page: Page, email: string, path = '/espace') {
  const link = (letter: Letter) => /\/connexion\/[a-z2-9]{26}/.exec(letter.text)?.[0];
  await alone(email, async () => {
    const before = new Set((await letters(email, 0)).map(link));
    await page.goto(`/connexion?suite=${encodeURIComponent(path)}`);
    await page.getByLabel('Votre e-mail').fill(email);
    await page.getByRole('button', { name: 'Recevoir mon lien' }).click();
    await expect(title(page)).toHaveText('Regardez vos e-mails');
    let fresh: string | undefined;
    await expect
      .poll(async () => (fresh = (await letters(email, 0)).map(link).find((one) => one && !before.has(one))), { timeout: 15_000, intervals: [100, 250, 500] })
      .toBeDefined();
    await page.goto(fresh!);
    await page.getByRole('button', { name: 'Entrer' }).click();
    await expect(page).toHaveURL((url) => url.pathname === path.split('?')[0]);
  });
}

/** Two workers that sign in with the same address would take each other's link: one after the other. */
async function alone(email: string, act: () => Promise<void>) {
  const lock = join(tmpdir(), `premier-pas-${email.replace(/[^a-z0-9]/gi, '-')}.lock`);
  await expect.poll(() => taken(lock), { message: `the turn of ${email}`, timeout: 30_000, intervals: [100] }).toBe(true);
  try {
    await act();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function taken(lock: string): boolean {
  try {
    // What a run that was killed left behind is nobody's turn.
    if (Date.now() - statSync(lock).mtimeMs > 60_000) rmSync(lock, { recursive: true, force: true });
  } catch {
    // It is free.
  }
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
