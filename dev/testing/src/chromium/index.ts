import { existsSync } from 'node:fs';

/** The browser in which pages are looked at. */
export const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/**
 * The arguments with which Chromium starts. It shows no window, asks nobody for updates, and keeps all pages of a context in one process:
 * with a process for each site a new page would start one, and compile the page's code once more.
 */
export const CHROMIUM_ARGUMENTS = [
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run',
  '--disable-background-networking --disable-component-update --disable-sync',
  '--process-per-site --disable-site-isolation-trials',
].flatMap((line) => line.split(' '));

/** Whether pages can be looked at. If they cannot, prints what stays untested, because nobody reads a count of skipped tests. */
export const isChromiumHere = (untested: string): boolean => {
  const isHere = existsSync(CHROMIUM);
  if (!isHere) process.stderr.write(`${untested}: no Chromium at ${CHROMIUM}. Set CHROMIUM_PATH to one.\n`);
  return isHere;
};
