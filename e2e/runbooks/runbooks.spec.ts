import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { INCIDENTS, type Planted, whyNotPlanted } from './incidents';
import { PATIENT } from '../src/patience';
import { Product, type CommandRun } from '../src/product';

const FOLDER = path.join(__dirname, '..', '..', 'docs', 'runbooks');
const PAGES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.md') && file !== 'README.md')
  .map((file) => path.basename(file, '.md'));

/** Reads the commands of a section of a page, split into words. */
const commandsOf = (page: string, section: string): string[][] => {
  const [, text = ''] = readFileSync(path.join(FOLDER, `${page}.md`), 'utf8').split(`## ${section}\n`);
  const [own = ''] = text.split('\n## ');
  return [...own.matchAll(/```sh\n([^]*?)```/g)]
    .flatMap(([, lines = '']) => lines.trim().split('\n'))
    .map((line) => {
      const [program, ...words] = line.split(' ');
      expect(program).toBe('aisha');
      return words;
    });
};

let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '1000' });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

const run = (words: readonly string[], planted: Planted): Promise<CommandRun> =>
  aisha.operates(
    words.map((word) => word.replace(/^<(.*)>$/, (_, name: string) => planted.words?.[name] ?? word)),
    planted.env,
  );

describe('runbooks', () => {
  const told = new Map<string, { readonly found: number; readonly mended: number }>();
  afterAll(() => {
    const median = (of: 'found' | 'mended'): string => {
      const sorted = [...told.values()].map((took) => took[of]).sort((a, b) => a - b);
      return (sorted[sorted.length >> 1] ?? 0).toFixed(1);
    };
    const lines = [...told].map(([page, { found, mended }]) => [page, found.toFixed(1), mended.toFixed(1)] as const);
    const row = ([page, found, mended]: readonly [string, string, string]): string =>
      `  ${page.padEnd(20)}${found.padStart(14)}${mended.padStart(14)}\n`;
    const missing = PAGES.map((page) => [page, whyNotPlanted(page)] as const).filter(([, why]) => why);
    process.stderr.write(missing.map(([page, why]) => `  ${page.padEnd(20)}not planted: ${why}\n`).join(''));
    process.stderr.write(
      [
        ['runbook', 'cause found, s', 'mended, s'] as const,
        ...lines,
        ['median', median('found'), median('mended')] as const,
      ]
        .map(row)
        .join(''),
    );
  });

  it('each runbook has an incident', () => {
    expect(PAGES.toSorted()).toEqual(Object.keys(INCIDENTS).toSorted());
  });

  it('before any incident, aisha status says that all is well', async () => {
    expect(await aisha.operates(['status'])).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^All is well: \d+/),
    });
  }, 120_000);

  it.each(PAGES.filter((page) => !whyNotPlanted(page)))(
    'the cause of %s is found by the commands of its runbook, mended, and seen to be over',
    async (page) => {
      const planted = await INCIDENTS[page]!(aisha);
      const began = performance.now();
      const since = (): number => (performance.now() - began) / 1_000;
      let found = Infinity;
      try {
        await eventually(async () => {
          let said = '';
          for (const words of commandsOf(page, 'Find the cause')) said += (await run(words, planted)).text;
          if (!planted.cause.test(said)) throw new Error(said);
        }, PATIENT);
        found = since();
      } finally {
        await planted.mend();
        for (const words of commandsOf(page, 'Mend')) expect(await run(words, planted)).toMatchObject({ code: 0 });
      }

      for (const words of commandsOf(page, 'Verify'))
        await eventually(async () => {
          const { code, text } = await run(words, planted);
          if (code !== 0) throw new Error(`aisha ${words.join(' ')}: ${text}`);
        }, PATIENT);
      await planted.isOver?.();
      told.set(page, { found, mended: since() - found });
    },
    300_000,
  );
});
