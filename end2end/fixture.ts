// The `test` that every browser test uses: a page that complains fails its test, whatever the test looks at.
import { AxeBuilder } from '@axe-core/playwright';
import axe from 'axe-core';
import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { note } from './examined';
import { answerOf, invalidities, remember } from './html';
import { mailbox, url } from './local.mjs';
import { isLookedAt, looksOf, misfits } from './looks';

export { expect };

export type Letter = { from: string; to: string[]; subject: string; text: string; html: string; headers: Record<string, string> };

type Kind = 'html' | 'css' | 'js' | 'wasm' | 'image' | 'font' | 'other';

/** What a project may ask for beside what Playwright knows. */
export type Options = { wasm: boolean };

type Fixtures = Options & {
  trouble: Trouble;
  axe: (page?: Page) => Promise<void>;
  js: boolean;
  visit: (path: string, page?: Page) => Promise<void>;
  structure: Page;
};

export const test = base.extend<Fixtures>({
  /** Whether the wasm may come: some proxies and browsers let the scripts through, and not what they load. */
  wasm: [true, { option: true }],

  /** Whether the pages wake: they run JavaScript, and their wasm comes. */
  js: async ({ javaScriptEnabled, wasm }, use) => use(javaScriptEnabled !== false && wasm),

  /** Opens a page and waits until it is awake, where it can be: what follows is done by the hydrated page. */
  visit: async ({ page, js }, use) => {
    const prepared = new WeakSet<BrowserContext>();
    await use(async (path, shown = page) => {
      if (js && !prepared.has(shown.context())) {
        await shown.context().addInitScript(tellWhenAwake);
        prepared.add(shown.context());
      }
      await shown.goto(path);
      if (js) await shown.waitForFunction(() => 'awake' in window);
    });
  },

  /** The window of the structure: another person's, with the same size of screen. */
  structure: async ({ browser, trouble }, use) => {
    const context = trouble.watch(await browser.newContext());
    await use(await context.newPage());
    await context.close();
  },

  /** Watches the test's windows. `trouble.expect(404)`: this test provokes that status on purpose. */
  trouble: [
    async ({ context, wasm }, use) => {
      const trouble = new Trouble(wasm);
      trouble.watch(context);
      await use(trouble);
      expect(trouble.seen, 'console errors, page errors and failed requests').toEqual([]);
    },
    { auto: true },
  ],

  /**
   * The page as it is now is accessible, by any rule of axe, and fits; so it is as other people have it (`looks.ts`). Where no
   * script has changed it, it is valid HTML too.
   */
  axe: async ({ page, browser, javaScriptEnabled }, use, { project }) => {
    const copies = javaScriptEnabled === false ? await scriptlessCopies(browser) : undefined;
    const looks = looksOf(project.name);
    await use(async (shown = page) => {
      const examined = copies ? await copies(shown) : shown;
      // Softly: a test that shows many pages tells what is wrong with each of them.
      const is = (what: string, wrong: string[]) => expect.soft(wrong.join('\n'), `${what}: ${shown.url()}`).toBe('');
      note(shown.url(), answerOf(shown)?.status());
      if (copies && isLookedAt) is('HTML', await invalidities(shown));
      is('accessibility', await violations(examined));
      if (isLookedAt) is('what fits', await misfits(examined));
      for (const look of looks) {
        const putBack = await look.on(examined);
        is(`what fits, ${look.what}`, await misfits(examined));
        if (look.examined) is(`accessibility, ${look.what}`, await violations(examined, look.colours ? COLOURLESS : EVERY_RULE));
        await putBack();
      }
    });
  },
});

/** Those that are off by default, on trial or of the highest level too. */
const EVERY_RULE = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));

const COLOURLESS = { ...EVERY_RULE, 'color-contrast': { enabled: false }, 'color-contrast-enhanced': { enabled: false } };

/** What axe finds on a page. */
async function violations(page: Page, rules = EVERY_RULE): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode() // in the page itself, without a second window
    .options({ rules })
    .analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.target.join(' ')}\n    ${node.html}\n    ${node.failureSummary?.replaceAll('\n', '\n    ')}`),
  );
}

/** Runs in the page, before its own scripts: marks the window once the wasm runs and what it set off has settled. */
function tellWhenAwake() {
  const start = WebAssembly.instantiateStreaming;
  const frame = () => new Promise(requestAnimationFrame);
  WebAssembly.instantiateStreaming = async (...source) => {
    const result = await start(...source);
    void frame().then(frame).then(() => Object.assign(window, { awake: true }));
    return result;
  };
}

/** axe needs JavaScript: a page that does without is copied, as it is, into a window that runs no script but axe. */
async function scriptlessCopies(browser: Browser): Promise<(page: Page) => Promise<Page>> {
  const context = await browser.newContext({ javaScriptEnabled: true });
  const copy = await context.newPage();
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "script-src 'none'" };
  let body = '';
  await copy.route('**/*', (route) => (route.request().isNavigationRequest() ? route.fulfill({ headers, body }) : route.continue()));
  return async (page) => {
    body = (await page.content()).replaceAll(/<\/?noscript[^>]*>/g, '');
    await copy.setViewportSize(page.viewportSize()!);
    await copy.goto(page.url());
    return copy;
  };
}

const WASM = /\.wasm$/;

class Trouble {
  readonly seen: string[] = [];
  private readonly expected = new Set<number>();

  constructor(private readonly wasm: boolean) {}

  expect(...statuses: number[]) {
    for (const status of statuses) this.expected.add(status);
  }

  /** For a second person's window: `trouble.watch(await browser.newContext())`. */
  watch(context: BrowserContext): BrowserContext {
    remember(context);
    if (!this.wasm) void context.route(WASM, (route) => route.abort('blockedbyclient'));
    context.on('weberror', (error) => {
      if (this.wasm || error.error().message !== 'Failed to fetch') this.seen.push(`page error: ${error.error().stack ?? error.error().message}`);
    });
    context.on('console', (message) => {
      if (message.type() !== 'error' || this.blocked(message.location().url)) return;
      const status = Number(/the server responded with a status of (\d+)/.exec(message.text())?.[1]);
      if (!this.expected.has(status)) this.seen.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('response', (response) => {
      const status = response.status();
      if (status >= 400 && !this.expected.has(status)) this.seen.push(`${status} ${response.request().method()} ${response.url()}`);
    });
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText;
      // The browser itself drops what a page was still loading when the person leaves it.
      if (reason !== 'net::ERR_ABORTED' && !this.blocked(request.url())) this.seen.push(`${reason} ${request.method()} ${request.url()}`);
    });
    return context;
  }

  /** Whether it is what this project keeps away: nothing else may fail for it. */
  private blocked(address: string): boolean {
    return !this.wasm && WASM.test(address);
  }
}

/** The letters that came to an address: waits until there are `count`. */
export async function letters(to: string, count = 1): Promise<Letter[]> {
  let received: Letter[] = [];
  await expect
    .poll(
      async () => {
        const answer = await fetch(`${url(mailbox)}/messages?to=${encodeURIComponent(to)}`);
        received = (await answer.json()) as Letter[];
        return received.length;
      },
      { message: `letters to ${to}`, timeout: 15_000, intervals: [100, 250, 500] },
    )
    .toBeGreaterThanOrEqual(count);
  return received;
}

/** Bytes that crossed the network, headers included and compressed as they were, when the page is opened with nothing in cache. */
export async function bytes(page: Page, path: string): Promise<Record<Kind | 'total', number>> {
  const sum = { html: 0, css: 0, js: 0, wasm: 0, image: 0, font: 0, other: 0, total: 0 };
  const kinds = new Map<string, Kind>();
  const session = await page.context().newCDPSession(page);
  session.on('Network.responseReceived', ({ requestId, type, response }) => kinds.set(requestId, kind(type, response.mimeType)));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sum[kinds.get(requestId) ?? 'other'] += encodedDataLength;
    sum.total += encodedDataLength;
  });
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto(path, { waitUntil: 'networkidle' });
  await session.detach();
  return sum;
}

function kind(type: string, mime: string): Kind {
  if (mime === 'application/wasm') return 'wasm';
  if (mime.includes('javascript')) return 'js';
  const kinds: Record<string, Kind> = { Document: 'html', Stylesheet: 'css', Script: 'js', Image: 'image', Font: 'font' };
  return kinds[type] ?? 'other';
}
