// The database goes away while people use the site, and comes back: they read on from memory, and what they typed stays theirs.
// Only inside script/postgres: the story cuts the line to it.
import type { Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '../fixture';
import { code, coworking, fillRequest, sendButton, somebody, title } from '../people';
import { database, freePort, listen } from '../weeks';

const HOST = '127.0.0.1';
const root = join(import.meta.dirname, '..', '..');
const program = join(root, process.env.PREMIER_PAS ?? 'target/release/premier-pas');

/** A site whose database is behind a line that can be cut. */
class Site {
  url = '';
  private port = 0;
  private server!: ChildProcess;
  private readonly folder = mkdtempSync(join(tmpdir(), 'premier-pas-'));
  private readonly sockets = new Set<Socket>();
  private line!: Server;
  private readonly behind = new URL(database().DATABASE_URL!);

  async open() {
    await this.mend();
    this.url = `http://${HOST}:${await freePort()}`;
    const through = new URL(this.behind);
    through.port = String(this.port);
    const env = {
      PATH: process.env.PATH,
      DATA_DIR: this.folder,
      DATABASE_URL: through.href,
      LEPTOS_SITE_ADDR: new URL(this.url).host,
      LEPTOS_SITE_ROOT: join(root, 'target', 'site'),
      LIMITS: 'off',
      PUBLIC_URL: this.url,
      RUST_LOG: 'off',
    };
    this.server = spawn(program, ['serve'], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
    await this.answers('ok');
  }

  /** Waits until the site knows how its database is. */
  async answers(word: string) {
    const told = async () => (await fetch(`${this.url}/readyz`).catch(() => undefined))?.text();
    await expect.poll(told, { message: 'the site', timeout: 30_000 }).toContain(word);
  }

  async cut() {
    this.line.close();
    for (const socket of this.sockets) socket.destroy();
    await this.answers('database');
  }

  /** The line on the same port as before. */
  async mend() {
    this.line = createServer((node) => {
      const postgres = connect(Number(this.behind.port), this.behind.hostname);
      for (const [from, to] of [[node, postgres], [postgres, node]]) {
        this.sockets.add(from);
        from.on('error', () => to.destroy()).on('close', () => this.sockets.delete(from));
        from.pipe(to);
      }
    });
    if (this.port) {
      this.line.listen(this.port, HOST);
      await once(this.line, 'listening');
      await this.answers('ok');
    } else {
      this.port = await listen(this.line);
    }
  }

  async close() {
    this.server.kill('SIGKILL');
    if (this.server.exitCode === null) await once(this.server, 'exit');
    this.line.close();
    for (const socket of this.sockets) socket.destroy();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const site = new Site();
    await site.open();
    try {
      await use(site);
    } finally {
      await site.close();
    }
  },
  baseURL: async ({ site }, use) => use(site.url),
});

test.skip(!process.env.TEST_POSTGRES_URL, 'an SQLite file does not go away');

const form = `/offres/${coworking.slug}/demande`;

/** She comes back to her window, if it has not sent already. A browser without a screen tells none that it is seen again. */
const comeBack = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))).catch(() => {});

test('awake, the page reads on, keeps what was typed, and sends it by itself when it can', async ({ page, visit, site, axe, trouble }) => {
  trouble.expect(503);
  const zoe = somebody();
  await visit(form);
  await fillRequest(page, zoe);
  await site.cut();
  await sendButton(page).click();
  await expect(page.getByText('Rien n’est perdu. Restez sur cette page : l’envoi repart tout seul.')).toBeVisible();
  await expect(page.getByText(/^Nouvel essai/)).toBeVisible();
  await expect(page.getByLabel('Votre prénom')).toHaveValue(zoe.firstName);
  await axe();

  // Another window: she reads.
  const reading = await page.context().newPage();
  await visit(`/offres/${coworking.slug}`, reading);
  await expect(title(reading)).toBeVisible();
  await expect(reading.getByText('Notre service a un problème.')).toBeVisible();
  await axe(reading);
  await visit('/offres?lieu=62498', reading);
  await expect(reading.getByRole('article').first()).toBeVisible();
  await axe(reading);
  await reading.close();

  await site.mend();
  await comeBack(page);
  await expect(code(page)).toBeVisible({ timeout: 10_000 });
});

test('asleep, a page of its own keeps it, and sends it by itself', async ({ page, site, axe, trouble }) => {
  trouble.expect(503);
  const zoe = somebody();
  await page.goto(form);
  await fillRequest(page, zoe);
  await site.cut();
  // As a browser sends it that runs no script of ours.
  await page.locator('form', { has: sendButton(page) }).evaluate((form: HTMLFormElement) => form.submit());
  await expect(title(page)).toHaveText('Ce n’est pas encore envoyé');
  await expect(page.getByText('Rien n’est perdu')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await axe();

  // An address that needs the database says so.
  const other = await page.context().newPage();
  await other.goto('/suivi/abcdefghjkmnpqrstuvwxyz234');
  await expect(title(other)).toHaveText('Le service a un problème');
  await axe(other);
  await other.close();

  // She presses too soon, and leaves the page open.
  await page.getByRole('button', { name: 'Envoyer encore' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Restez sur cette page : l’envoi repart tout seul\./);
  await expect(title(page)).toHaveText('Ce n’est pas encore envoyé');
  await site.mend();
  await comeBack(page);
  await expect(code(page)).toBeVisible({ timeout: 10_000 });
});

test('without JavaScript one press sends what the page has kept', async ({ browser, site, trouble }) => {
  trouble.expect(503);
  const context = trouble.watch(await browser.newContext({ javaScriptEnabled: false }));
  const page = await context.newPage();
  await page.goto(site.url + form);
  await fillRequest(page, somebody());
  await site.cut();
  await sendButton(page).click();
  await expect(title(page)).toHaveText('Ce n’est pas encore envoyé');
  await expect(page.getByRole('status')).toHaveText('Attendez une minute, puis appuyez sur le bouton.');
  await site.mend();
  await page.getByRole('button', { name: 'Envoyer encore' }).click();
  await expect(code(page)).toBeVisible();
  await context.close();
});
