// Whether a page is valid HTML, as it was served: before a browser mended it.
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import type { BrowserContext, Page, Response } from '@playwright/test';

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:standard'],
    // Elements of our own may hold what their parent may hold.
    elements: ['html5', { 'leptos-island': { flow: true, phrasing: true, transparent: true }, 'leptos-children': { flow: true, phrasing: true, transparent: true } }],
  }),
);

const served = new WeakMap<Page, Response>();

/** Remembers the answers that the windows of a context show. */
export function remember(context: BrowserContext) {
  context.on('response', (response) => {
    // A download leaves the page where it is.
    const html = response.headers()['content-type']?.startsWith('text/html');
    if (html && response.request().isNavigationRequest()) served.set(response.frame().page(), response);
  });
}

/** The answer that a window shows. */
export const answerOf = (page: Page): Response | undefined => served.get(page);

/** What is wrong with the HTML of the answer that a window shows. */
export async function invalidities(page: Page): Promise<string[]> {
  const html = await answerOf(page)!.text();
  const { results } = await validator.validateString(html);
  const lines = html.split('\n');
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message}\n    …${lines[line - 1].slice(Math.max(0, column - 60), column + 160)}…`),
  );
}
