import { existsSync } from 'node:fs';
import path from 'node:path';
import type { TelegramId } from '@aisha/domain';
import { afterThisTest } from '@aisha/testing';
import { CHROMIUM, CHROMIUM_ARGUMENTS } from '@aisha/testing/chromium';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Desk } from './desk';

const BUILT = path.join(__dirname, '..', 'dist', 'bundle', 'web', 'desk.js');

/** Whether the tests can open the desk: Chromium is installed, and the page is built. */
export const canShow = existsSync(CHROMIUM) && existsSync(BUILT);
if (!canShow) process.stderr.write(`The desk is not looked at: no Chromium at ${CHROMIUM}, or no page at ${BUILT}.\n`);

/** How long a step of a page may take. */
const STEP_MS = 60_000;

/** A context of the browser, with the sites that its pages have asked since it was empty. */
interface Kept {
  readonly context: BrowserContext;
  readonly sites: Set<string>;
}

/**
 * A browser for the tests of a file. A context with a new process costs 2 s of processor time until the desk is shown in it, and a new page
 * of an older context costs 0.7 s. So a test's context serves later tests of the same language, which find no page, cookie or storage of
 * the test in it.
 */
export class DeskBrowser {
  private readonly free = new Map<string, Kept[]>();

  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<DeskBrowser> {
    return new DeskBrowser(await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS }));
  }

  /** Opens an empty page for the running test. No other page that this test has opened is in its context. */
  async page(locale: string, viewport: { width: number; height: number }): Promise<Page> {
    const kept = this.free.get(locale)?.pop() ?? (await this.begun(locale));
    afterThisTest(() => this.giveBack(kept, locale));
    const page = await kept.context.newPage();
    await page.setViewportSize(viewport);
    page.setDefaultTimeout(STEP_MS);
    return page;
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  private async begun(locale: string): Promise<Kept> {
    const context = await this.browser.newContext({ locale, reducedMotion: 'reduce' });
    const sites = new Set<string>();
    context.on('request', (request) => sites.add(new URL(request.url()).origin));
    return { context, sites };
  }

  /** Keeps the context for the file's next test, or closes it when it cannot be emptied. */
  private async giveBack(kept: Kept, locale: string): Promise<void> {
    try {
      await empty(kept);
      this.free.set(locale, [...(this.free.get(locale) ?? []), kept]);
    } catch {
      await kept.context.close();
    }
  }
}

/** Closes the pages, and removes what their sites have stored: a later desk on the same port would be the same site. */
const empty = async ({ context, sites }: Kept): Promise<void> => {
  const [page = await context.newPage(), ...others] = context.pages();
  for (const other of others) await other.close();
  const session = await context.newCDPSession(page);
  for (const origin of sites) await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  sites.clear();
  await context.clearCookies();
  await page.close();
};

/** Opens a page where an operator, or nobody (null), is signed in, and collects the errors that happen in it. */
export const opened = async (
  browser: DeskBrowser,
  at: Desk,
  telegramId: TelegramId | null,
  locale: string,
  size: { width: number; height: number },
) => {
  const page = await browser.page(locale, size);
  if (telegramId !== null) {
    const { cookie = '' } = await at.as(telegramId);
    await page.context().addCookies([{ name: 'desk', value: cookie.replace('desk=', ''), url: at.url }]);
  }
  const wrong: string[] = [];
  page.on('pageerror', ({ message }) => wrong.push(message));
  page.on('console', (said) => said.type() === 'error' && wrong.push(said.text()));
  return { page, wrong };
};

/** Opens a screen and waits until it shows a text. */
export const goes = async (page: Page, at: Desk, address: string, shows: string): Promise<void> => {
  await page.goto(`${at.url}/#${address}`);
  await page.getByText(shows).first().waitFor();
};
