import { existsSync } from 'node:fs';
import path from 'node:path';
import type { TelegramId } from '@aisha/domain';
import { afterThisTest } from '@aisha/testing';
import { CHROMIUM } from '@aisha/testing/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Desk } from './desk';

const ARGUMENTS = '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';
const BUILT = path.join(__dirname, '..', 'dist', 'bundle', 'web', 'desk.js');

/** Whether the tests can open the desk: Chromium is installed, and the page is built. */
export const canShow = existsSync(CHROMIUM) && existsSync(BUILT);
if (!canShow) process.stderr.write(`The desk is not looked at: no Chromium at ${CHROMIUM}, or no page at ${BUILT}.\n`);

/** How long a step of a page may take. */
export const STEP_MS = 20_000;

export const startedBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS.split(' ') });

/** Opens a page where an operator is signed in, and collects the errors that happen in it. */
export const opened = async (
  browser: Browser,
  at: Desk,
  telegramId: TelegramId,
  locale: string,
  size: { width: number; height: number },
) => {
  const context = await browser.newContext({ locale, viewport: size, reducedMotion: 'reduce' });
  afterThisTest(() => context.close());
  context.setDefaultTimeout(STEP_MS);
  const { cookie = '' } = await at.as(telegramId);
  await context.addCookies([{ name: 'desk', value: cookie.replace('desk=', ''), url: at.url }]);
  const page = await context.newPage();
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
