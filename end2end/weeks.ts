// The `test` of stories that last for weeks: each has a site of its own, with a real mail server, a real HTTP provider of SMS,
// and a clock that the story moves. The site is the very program that production runs: libfaketime tells it another time.
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { test as base, expect } from './fixture';

export { expect };

/** Monday 1 March 2027, nine in the morning in Paris. */
const START = Date.UTC(2027, 2, 1, 8);
const HOST = '127.0.0.1';
const TOKEN = 'jeton-d-essai';
const root = join(import.meta.dirname, '..');
const program = join(root, process.env.PREMIER_PAS ?? 'target/release/premier-pas');

export const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const site = await Site.open();
    try {
      await use(site);
    } finally {
      await site.close();
    }
  },
  baseURL: async ({ site }, use) => use(site.url),
});

type Sms = { to: string; text: string };

/** What somebody was sent. */
type Sent = { to: string; subject: string; text: string };

class Site {
  url = '';
  private server!: ChildProcess;
  private environment: NodeJS.ProcessEnv = {};
  /** How far ahead of the real time the story is, in seconds: only `pass` changes it, so that time never goes back. */
  private ahead = Math.round((START - Date.now()) / 1000);
  private readonly sms: Sms[] = [];
  private readonly mails: Sent[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'premier-pas-'));

  private readonly smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      const keep = async () => {
        const mail = await simpleParser(stream);
        for (const { address } of session.envelope.rcptTo) {
          this.mails.push({ to: address, subject: mail.subject ?? '', text: mail.text ?? '' });
        }
      };
      keep().then(() => done(), done);
    },
  });

  /** The provider: it wants its token, and takes a repeat for what it is. */
  private readonly provider = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      const key = request.headers['idempotency-key'] as string | undefined;
      if (request.headers.authorization !== `Bearer ${TOKEN}` || !key) {
        response.writeHead(401).end();
        return;
      }
      if (!this.keys.has(key)) this.sms.push(JSON.parse(body) as Sms);
      this.keys.add(key);
      response.writeHead(202).end();
    });
  });
  private readonly keys = new Set<string>();

  static async open(): Promise<Site> {
    const site = new Site();
    const smtp = await listen(site.smtp);
    const provider = await listen(site.provider);
    const port = await freePort();
    site.url = `http://${HOST}:${port}`;
    const library = execFileSync(join(root, 'script', 'faketime'), { encoding: 'utf8' }).trim();
    site.environment = {
      PATH: process.env.PATH,
      DATA_DIR: site.folder,
      ...database(),
      LEPTOS_SITE_ADDR: `${HOST}:${port}`,
      LEPTOS_SITE_ROOT: join(root, 'target', 'site'),
      LIMITS: 'off',
      PUBLIC_URL: site.url,
      // The log of production, which log.ts reads when all is over.
      RUST_LOG: '',
      SMTP_URL: `smtp://${HOST}:${smtp}`,
      SMS_URL: `http://${HOST}:${provider}/messages`,
      SMS_TOKEN: TOKEN,
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: join(site.folder, 'clock'),
      FAKETIME_NO_CACHE: '1',
      // Delays and patience go on as they are: only the date is another.
      DONT_FAKE_MONOTONIC: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
    site.setClock();
    const log = openSync(process.env.SERVER_LOG!, 'a');
    site.server = spawn(program, ['serve'], { cwd: root, env: site.environment, stdio: ['ignore', 'ignore', log] });
    closeSync(log);
    await expect
      .poll(async () => (await fetch(`${site.url}/readyz`).catch(() => undefined))?.status, { message: 'the site of the story', timeout: 30_000 })
      .toBe(200);
    return site;
  }

  async close() {
    this.server.kill('SIGTERM');
    if (this.server.exitCode === null) await once(this.server, 'exit');
    this.smtp.close(() => {});
    this.provider.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Lets days pass at once, and has done what is due: as cron does, by the same program. */
  async pass(days: number) {
    this.ahead += days * 86_400;
    this.setClock();
    await promisify(execFile)(program, ['routine'], { cwd: root, env: this.environment });
  }

  /** Whether words stand anywhere in what the site keeps: on its disk, and in its database where that is elsewhere. */
  holds(words: string): boolean {
    const elsewhere = this.environment.DATABASE_URL;
    if (elsewhere && execFileSync('pg_dump', ['--data-only', '--dbname', elsewhere], { maxBuffer: 2 ** 28 }).includes(words)) return true;
    const files = readdirSync(this.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.some((file) => readFileSync(join(file.parentPath, file.name)).includes(words));
  }

  private setClock() {
    writeFileSync(join(this.folder, 'clock'), `${this.ahead >= 0 ? '+' : ''}${this.ahead}`);
  }

  /** The SMS that came to a mobile: waits for one that holds these words, and answers it. */
  async text(mobile: string, words: string): Promise<string> {
    const to = `+33${mobile.replaceAll(' ', '').slice(1)}`;
    const came = () => this.sms.findLast((sms) => sms.to === to && sms.text.includes(words))?.text;
    await expect.poll(came, { message: `an SMS with « ${words} »`, timeout: 20_000 }).toBeDefined();
    return came()!;
  }

  /** How many SMS came to a mobile. */
  texts(mobile: string): number {
    const to = `+33${mobile.replaceAll(' ', '').slice(1)}`;
    return this.sms.filter((sms) => sms.to === to).length;
  }

  /** The last mail to an address whose subject holds these words: waits for it. */
  async mail(to: string, words: string): Promise<Sent> {
    const came = () => this.mails.findLast((mail) => mail.to === to && mail.subject.includes(words));
    await expect.poll(came, { message: `a mail with « ${words} »`, timeout: 20_000 }).toBeDefined();
    // What is due together leaves one after the other, to each address in its order: the last has come once nothing follows.
    for (let before = -1; before !== this.mails.length; await setTimeout(1_000)) before = this.mails.length;
    return came()!;
  }
}

/** Inside script/postgres, a database for this story alone; else it is a file in its folder. */
export function database(): { DATABASE_URL?: string } {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) return {};
  const name = `story_${randomBytes(6).toString('hex')}`;
  execFileSync('psql', ['--quiet', '--dbname', server, '--command', `create database ${name}`]);
  return { DATABASE_URL: new URL(name, server).href };
}

/** The path of the link in what was sent. */
export function path(text: string): string {
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  expect(link, text).toBeDefined();
  return new URL(link!).pathname;
}

export async function listen(server: { listen(port: number, host: string): unknown }): Promise<number> {
  const listening = server.listen(0, HOST) as Server;
  if (!listening.listening) await once(listening, 'listening');
  return (listening.address() as AddressInfo).port;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}
