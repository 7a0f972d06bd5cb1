import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The rules of WCAG 2.2 up to AA (w3.org/TR/WCAG22), and axe's own recommendations. */
const EVERYTHING = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
} as const;
/** The only rule whose result depends on the theme. */
const CONTRAST = { type: 'rule', values: ['color-contrast'] } as const;

/** Resolves once a page has drawn itself for a change of its theme: it is told of the change in the first of two frames. */
const DRAWN = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))';

/**
 * The accessibility faults of the page, each with its rule, place and reason. The theme that the page has is checked by all rules, and the
 * other theme by the rule of contrast alone. Then the page returns to its theme; with `ends: 'other'` it keeps the other one, which saves the
 * desk a further drawing.
 */
export const accessibilityFaults = async (page: Page, ends: 'same' | 'other' = 'same'): Promise<string[]> => {
  if (!(await page.evaluate('typeof globalThis.axe?.run === "function"'))) await page.evaluate(axe.source);
  const isDark = await page.evaluate<boolean>(`matchMedia('(prefers-color-scheme: dark)').matches`);
  const [theme, other] = isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const);
  const found = (await faults(page, EVERYTHING)).map((fault) => `in the ${theme} theme: ${fault}`);
  await page.emulateMedia({ colorScheme: other });
  await page.evaluate(DRAWN);
  found.push(...(await faults(page, CONTRAST)).map((fault) => `in the ${other} theme: ${fault}`));
  if (ends === 'same') await page.emulateMedia({ colorScheme: theme });
  return found;
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
