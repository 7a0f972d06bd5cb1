import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Running } from '../start/launch.mts';
import { playPeople } from '../start/played-people.mts';
import { contactSheet, type Titled } from './contact-sheet.mts';
import { THEMES } from './photographer.mts';
import type { Size } from './phone-page.mts';

/** The screens of the owner's desk in the order of its menu. */
const SCREENS = [
  '/',
  '/people',
  '/orders',
  '/payments',
  '/tickets',
  '/reports',
  '/prices',
  '/promo',
  '/broadcasts',
  '/models',
  '/letters',
  '/queues',
  '/retention',
  '/audit',
] as const;
/** The lists whose first row is opened, too. */
const WITH_ROWS: readonly string[] = ['/people', '/orders', '/payments', '/tickets'];

/** How long a screen may take, in milliseconds. */
const SHOWN_WITHIN_MS = 30_000;

interface Width {
  readonly size: Size;
  /** How wide a picture of this size is on the contact sheet. */
  readonly sheetWidth: number;
}

/** Takes pictures of the owner's desk: every screen in each of these widths, in the light and the dark theme, at its whole height. */
export const photographDesk = async (
  running: Running,
  browser: Browser,
  {
    language,
    widths,
    out,
    say,
  }: { language: string; widths: readonly Width[]; out: string; say: (line: string) => void },
): Promise<void> => {
  for (const { size, sheetWidth } of widths)
    for (const theme of THEMES) {
      const name = `desk-${size.width}-${language}-${theme}`;
      const folder = path.join(out, name);
      mkdirSync(folder, { recursive: true });
      const page = await browser.newPage({
        viewport: size,
        locale: language,
        colorScheme: theme,
        reducedMotion: 'reduce',
      });
      page.setDefaultTimeout(SHOWN_WITHIN_MS);
      await page.goto(running.deskUrl!);
      await page.waitForURL((url) => !url.hash.includes('login'));
      const pictures: Titled[] = [];
      const takes = async (title: string): Promise<void> => {
        const picture = await shown(page);
        writeFileSync(path.join(folder, `${String(pictures.length + 1).padStart(2, '0')}.png`), picture);
        pictures.push({ title, picture });
      };
      for (const screen of SCREENS) {
        await page.goto(`${new URL(running.deskUrl!).origin}/#${screen}`);
        await takes(screen);
        if (WITH_ROWS.includes(screen) && (await opensFirstRow(page, screen))) await takes(`${screen}/…`);
      }
      const file = path.join(out, `${name}.png`);
      await contactSheet(pictures, sheetWidth, file);
      say(`${file}: ${pictures.length} screens`);
      await page.context().close();
    }
};

/** Plays the people who fill the desk, the same as in a new sandbox. */
export const fillDesk = (running: Running, signal: AbortSignal, say: (line: string) => void): Promise<void> =>
  playPeople(running, signal, say);

/**
 * A picture of the whole page once nothing is loading. The page is loaded anew: within a loaded page, the network would seem idle to the
 * browser before the screen sends its requests.
 */
const shown = async (page: Page): Promise<Buffer> => {
  await page.reload();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction('document.querySelectorAll("[role=progressbar]:not([aria-valuenow])").length === 0');
  return page.screenshot({ fullPage: true });
};

/** Opens the first row of a list by its address; false where the list has none. */
const opensFirstRow = async (page: Page, screen: string): Promise<boolean> => {
  const { origin } = new URL(page.url());
  const answer = await page.request.get(`${origin}/api${screen}${screen === '/tickets' ? '?of=all' : ''}`);
  const { rows } = (await answer.json()) as { rows: { id: string }[] };
  const [first] = rows;
  if (!first) return false;
  await page.goto(`${origin}/#${screen}/${encodeURIComponent(first.id)}/show`);
  return true;
};
