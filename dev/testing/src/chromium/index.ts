import { existsSync } from 'node:fs';

/** The browser in which pages are looked at. */
export const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Whether pages can be looked at. If they cannot, prints what stays untested, because nobody reads a count of skipped tests. */
export const isChromiumHere = (untested: string): boolean => {
  const isHere = existsSync(CHROMIUM);
  if (!isHere) process.stderr.write(`${untested}: no Chromium at ${CHROMIUM}. Set CHROMIUM_PATH to one.\n`);
  return isHere;
};
