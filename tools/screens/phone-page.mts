import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { GroupMember, type Person } from '@aisha/fakes/telegram';
import { CHROMIUM, CHROMIUM_ARGUMENTS } from '@aisha/testing/chromium';

/** The keys under which the chat page keeps the open chat, and the person who writes there if it is a group. */
const [CURRENT, SPEAKER] = ['aisha.person', 'aisha.speaker'];

/** Starts Chromium; throws with a sentence when the machine has none. */
export const startBrowser = async (): Promise<Browser> => {
  if (!existsSync(CHROMIUM)) throw new Error(`There is no Chromium at ${CHROMIUM}: install it, or set CHROMIUM_PATH.`);
  return chromium.launch({
    executablePath: CHROMIUM,
    args: CHROMIUM_ARGUMENTS,
    env: { ...process.env, LANG: 'C.UTF-8' },
  });
};

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The chat page in a window of its own, open at a person's chat, or at their group. */
export const openChat = async (
  browser: Browser,
  { url, person, language, size }: { url: string; person: Person; language: string; size: Size },
): Promise<Page> => {
  const page = await browser.newPage({ viewport: size, locale: language, reducedMotion: 'reduce' });
  const chat = person instanceof GroupMember ? person.chatId : person.id;
  for (const entry of [
    [CURRENT, String(chat)],
    [SPEAKER, String(person.id)],
  ])
    await page.addInitScript(([key, id]) => localStorage.setItem(key!, id!), entry);
  await page.goto(url);
  return page;
};
