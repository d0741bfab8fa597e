import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import type { Options } from './fixture';
import { app, identity, mailbox, smtp, tiles, url } from './local.mjs';

const root = join(import.meta.dirname, '..');
const target = join(root, 'target');
const data = join(target, 'end2end', 'data');
// For log.ts, which reads it when all is over.
process.env.SERVER_LOG ??= join(target, 'end2end', 'server.log');
// For examined.ts: begun by the first process that reads this, filled by the workers, which inherit the variable.
if (!process.env.EXAMINED) rmSync((process.env.EXAMINED = join(target, 'end2end', 'examined')), { force: true });

// Found once: the workers read this file too, and inherit the variable.
process.env.CHROMIUM ??= execFileSync(join(root, 'script', 'chromium'), { encoding: 'utf8' }).trim();

const phone = {
  userAgent: devices['Pixel 7'].userAgent,
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
const desktop = { viewport: { width: 1280, height: 800 } };
const nojs = { javaScriptEnabled: false };

export default defineConfig<Options>({
  testDir: 'tests',
  // What the engine of the database can't change is not told twice.
  testIgnore: process.env.TEST_POSTGRES_URL ? /(awake|back|budget|filter|find-a-place|keyboard|map|pages|suggestions)\.spec/ : [],
  outputDir: join(target, 'end2end', 'results'),
  workers: 2,
  // A story looks at each of its pages several times.
  timeout: 60_000,
  // On a machine that others use too: whoever passes the second time only is named at the end, and is to be looked into.
  retries: 1,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  reporter: 'list',
  globalTeardown: ['./log.ts', './examined.ts'],
  use: {
    baseURL: url(app),
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // Each size of screen twice: the second time without JavaScript.
  projects: [
    { name: 'phone', use: phone },
    { name: 'phone-nojs', use: { ...phone, ...nojs } },
    { name: 'desktop', use: desktop },
    { name: 'desktop-nojs', use: { ...desktop, ...nojs } },
    // Scripts run and the wasm never comes: the journey, by whoever finds, reads, asks, follows and answers.
    {
      name: 'phone-nowasm',
      use: { ...phone, wasm: false },
      testMatch: /(ask-and-be-answered|find-a-place|follow|filter|keyboard|mistakes|receive-requests|go-with-somebody)\.spec/,
    },
  ],
  webServer: [
    {
      name: 'mailbox',
      command: 'node mailbox.mjs',
      url: `${url(mailbox)}/messages`,
      reuseExistingServer: false,
    },
    {
      name: 'tiles',
      command: 'node tiles.mjs',
      url: `${url(tiles)}/0/0/0.svg`,
      reuseExistingServer: false,
    },
    {
      name: 'identity',
      command: `node identity.mjs ${identity.port}`,
      url: `${url(identity)}/.well-known/openid-configuration`,
      reuseExistingServer: false,
    },
    {
      name: 'server',
      command: 'rm -rf "$DATA_DIR" && mkdir -p "$DATA_DIR" && rm -f "$SERVER_LOG" && exec ${PREMIER_PAS:-target/release/premier-pas} serve 2>>"$SERVER_LOG"',
      cwd: root,
      url: `${url(app)}/readyz`,
      reuseExistingServer: false,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
      env: {
        DATA_DIR: data,
        // Inside script/postgres, a database of its own.
        DATABASE_URL: process.env.TEST_POSTGRES_URL ?? `sqlite://${join(data, 'premier-pas.db')}`,
        LEPTOS_SITE_ADDR: `${app.host}:${app.port}`,
        LEPTOS_SITE_ROOT: join(target, 'site'),
        LIMITS: 'off',
        MAP_TILES: `${url(tiles)}/{z}/{x}/{y}.svg`,
        MAP_ATTRIBUTION: '© Essai https://tuiles.example',
        OIDC_ISSUER: url(identity),
        OIDC_CLIENT_ID: 'premier-pas',
        OIDC_CLIENT_SECRET: 'essai',
        PRIVATE_IMPORTS: 'on',
        PUBLIC_URL: url(app),
        // The log of production.
        RUST_LOG: '',
        SERVER_LOG: process.env.SERVER_LOG,
        SMTP_URL: `smtp://${smtp.host}:${smtp.port}`,
      },
    },
  ],
});
