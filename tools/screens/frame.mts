import type { Page } from 'playwright-core';

/** The page's own buttons, without those of a chat's messages and of the list of people. */
const OWN_BUTTONS = 'button:visible:not(.message *):not(li *):not(dialog *)';

/** The keys under which the chat page keeps its theme, and whether its panels are open. */
const KEPT = ['aisha.theme', 'aisha.drawer', 'aisha.inside'];

/** Presses each button of the page around the chat, and has a picture taken of what each opened: menus, the drawer, dialogs. */
export const openEach = async (page: Page, take: (title: string) => Promise<void>): Promise<void> => {
  await page.locator('.message').last().waitFor();
  const names = await page
    .locator(OWN_BUTTONS)
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent ?? ''));
  for (const [at, name] of names.entries()) {
    const button = page.locator(OWN_BUTTONS).nth(at);
    if (!(await button.isEnabled().catch(() => false))) continue;
    await button.click({ timeout: 2_000 }).catch(() => undefined); // something that another button opened covers this one
    await take(`page: ${name.trim()}`);
    await page.keyboard.press('Escape');
    await page.evaluate((keys) => keys.forEach((key) => localStorage.removeItem(key)), KEPT);
    await page.reload(); // closes what Escape does not
    await page.locator('.message').last().waitFor();
  }
};
