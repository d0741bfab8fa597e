// The same page as other people have it: narrow, in other colours, with larger or wider letters. Each project looks at
// another one, so that each page and state is seen in all of them, and none costs twice.
import type { Page } from '@playwright/test';

export type Look = {
  what: string;
  /** Whether axe is asked again: where colours or sizes of targets may have changed. */
  examined: boolean;
  /** Where the colours are the system's: axe reads those of the page, which nobody sees. */
  colours?: 'of the system';
  /** Answers what puts the page back. */
  on: (page: Page) => Promise<() => Promise<void>>;
};

/** 1,280 points at 400 % are 320 (WCAG 1.4.10); the colours are those that a system forces on every page. */
const narrowInForcedColours: Look = {
  what: '320 points wide, in forced colours',
  examined: true,
  colours: 'of the system',
  on: async (page) => {
    const size = page.viewportSize()!;
    await page.setViewportSize({ width: 320, height: 640 });
    await page.emulateMedia({ forcedColors: 'active' });
    return async () => {
      await page.emulateMedia({ forcedColors: null });
      await page.setViewportSize(size);
    };
  },
};

const dark: Look = {
  what: 'in the dark',
  examined: true,
  on: async (page) => {
    const before = await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
    await page.emulateMedia({ colorScheme: 'dark' });
    return () => page.emulateMedia({ colorScheme: before });
  },
};

/** As a browser that enlarges text alone: every size is in `rem`, and the layout is still that of the window. */
const largeText: Look = {
  what: 'text at 200 %',
  examined: true,
  on: (page) => styled(page, 'html { font-size: 225% !important }'),
};

/** What WCAG 1.4.12 asks a page to bear. */
const spacedText: Look = {
  what: 'with letters, words, lines and paragraphs apart',
  examined: false,
  on: (page) =>
    styled(page, '* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important } p { margin-bottom: 2em !important }'),
};

const LOOKS: Record<string, Look[]> = {
  phone: [narrowInForcedColours],
  'phone-nojs': [dark],
  desktop: [largeText],
  'desktop-nojs': [spacedText],
};

/** Whether pages are looked at as other people have them: what the engine of the database can't change is not looked at twice. */
export const isLookedAt = !process.env.TEST_POSTGRES_URL;

/** How the pages of a project are looked at beside as they are. */
export const looksOf = (project: string): Look[] => (isLookedAt ? (LOOKS[project] ?? []) : []);

/** A sheet of the person who looks, made by a script: the policy of the site lets no other one in. */
async function styled(page: Page, css: string) {
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
  }, css);
  return () => page.evaluate(() => void document.adoptedStyleSheets.pop());
}

/** What can't be read without scrolling sideways, is cut, or leaves its box. */
export const misfits = (page: Page): Promise<string[]> => page.evaluate(findMisfits);

/** Runs in the page. */
function findMisfits(): string[] {
  const found = new Set<string>();
  const width = document.documentElement.clientWidth;
  const name = (element: Element) => (element.cloneNode(false) as Element).outerHTML.slice(0, 120);
  if (document.scrollingElement!.scrollWidth > width) {
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1);
    found.add(`scrolls sideways: ${wide.slice(0, 3).map(name).join(' ')}`);
  }
  const styles = new Map<Element, CSSStyleDeclaration>();
  const style = (element: Element) => styles.get(element) ?? styles.set(element, getComputedStyle(element)).get(element)!;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    const parent = text.parentElement!;
    if (!text.data.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
    range.selectNodeContents(text);
    const rect = range.getBoundingClientRect();
    // Out of sight on purpose, for who hears the page.
    if (rect.width === 0 || rect.right < 0) continue;
    const told = (what: string) => found.add(`« ${text.data.trim().slice(0, 40)} » ${what}`);
    // Letters are higher than the line that they stand on.
    const slack = Number.parseFloat(style(parent).fontSize) * 0.3 + 1;
    let own = true;
    let around: Element | null = parent;
    for (; around && around !== document.body; around = around.parentElement) {
      const { display, overflowX, overflowY, clipPath } = style(around);
      // Seen by nobody, or a map: what it holds is moved to.
      if (clipPath !== 'none' || around.getAttribute('role') === 'application') break;
      if (display === 'contents' || display === 'inline') continue;
      const edge = around.getBoundingClientRect();
      const beside = rect.right > edge.right + 1 || rect.left < edge.left - 1;
      const below = rect.bottom > edge.bottom + slack || rect.top < edge.top - slack;
      if (overflowX !== 'visible' || overflowY !== 'visible') {
        if ((beside && overflowX === 'hidden') || (below && overflowY === 'hidden')) told(`is cut by ${name(around)}`);
        break; // what else does not fit is scrolled to, there
      }
      if (own && (beside || below)) told(`leaves ${name(around)}`);
      own = false;
    }
    if (around === document.body && (rect.right > width + 1 || rect.left < -1)) told('is out of the window');
  }
  return [...found];
}
