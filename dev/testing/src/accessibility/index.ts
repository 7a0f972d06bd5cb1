import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The rules of WCAG 2.2 up to AA (w3.org/TR/WCAG22), and axe's own recommendations. */
const EVERYTHING = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
} as const;
/** The only rule whose result depends on the theme. */
const CONTRAST = { type: 'rule', values: ['color-contrast'] } as const;

/**
 * Accessibility faults of the page, each with its rule, place and reason: by all rules in the light theme, and by contrast in the dark one.
 * Leaves the page in the light theme.
 */
export const accessibilityFaults = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await faults(page, CONTRAST);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...dark.map((fault) => `in the dark: ${fault}`), ...(await faults(page, EVERYTHING))];
};

const faults = async (page: Page, runOnly: typeof EVERYTHING | typeof CONTRAST): Promise<string[]> => {
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const [check] = [...any, ...all, ...none];
      return `${id} at ${target.join(' ')}: ${check?.message ?? ''}`;
    }),
  );
};
