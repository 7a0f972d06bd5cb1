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
export const STEP_MS = 20_000;

/**
 * A browser for the tests of a file. A context with a new process costs 2 s of processor time until the desk is shown in it, and a new page of
 * a context that was there before costs 0.7 s, so a test's context serves later tests of its language, with no page, cookie or storage of it.
 */
export class DeskBrowser {
  private readonly free = new Map<string, BrowserContext[]>();

  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<DeskBrowser> {
    return new DeskBrowser(await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS }));
  }

  /** Opens an empty page for the running test. No other page that this test has opened is in its context. */
  async page(locale: string, viewport: { width: number; height: number }): Promise<Page> {
    const context =
      this.free.get(locale)?.pop() ?? (await this.browser.newContext({ locale, viewport, reducedMotion: 'reduce' }));
    afterThisTest(() => this.giveBack(context, locale));
    const page = await context.newPage();
    await page.setViewportSize(viewport);
    page.setDefaultTimeout(STEP_MS);
    return page;
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** Keeps the context for the file's next test, or closes it when it cannot be emptied. */
  private async giveBack(context: BrowserContext, locale: string): Promise<void> {
    try {
      for (const page of context.pages()) await emptied(page);
      await context.clearCookies();
      this.free.set(locale, [...(this.free.get(locale) ?? []), context]);
    } catch {
      await context.close();
    }
  }
}

/** Closes a page, and removes what its site has stored: a later desk can listen on the same port, and is then the same site. */
const emptied = async (page: Page): Promise<void> => {
  const { origin } = new URL(page.url());
  if (origin !== 'null') {
    const session = await page.context().newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }
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
