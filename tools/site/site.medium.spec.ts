import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { accessibilityFaults } from '@aisha/testing/accessibility';
import { isChromiumHere } from '@aisha/testing/chromium';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');
const inBrowser = isChromiumHere('The site is not looked at') ? it : it.skip;

let room = '';
let site = '';
beforeAll(() => {
  room = mkdtempSync(path.join(tmpdir(), 'aisha-site-'));
  site = path.join(room, 'site');
  execFileSync(process.execPath, ['tools/site/main.mts', '--out', site], { cwd: root, stdio: 'pipe' }); // throws when a link is dead
}, 120_000);
afterAll(() => rmSync(room, { recursive: true, force: true }));

const pages = (): string[] => globSync('*/*.html', { cwd: site }).sort();
const read = (page: string): string => readFileSync(path.join(site, page), 'utf8');

describe('the site', () => {
  it('the site has the same pages in both languages, and each page leads to the same page in the other language', () => {
    const of = (language: string) =>
      pages()
        .filter((page) => page.startsWith(`${language}/`))
        .map((page) => path.basename(page));
    expect(of('en')).toEqual(['architecture.html', 'index.html', 'prices.html', 'troubles.html']);
    expect(of('ru')).toEqual(of('en'));
    for (const name of of('en')) {
      expect(read(`en/${name}`)).toContain(`href="../ru/${name}"`);
      expect(read(`ru/${name}`)).toContain(`href="../en/${name}"`);
    }
  });

  it('the site shows the prices with which the product begins', () => {
    const rows = readFileSync(path.join(root, 'docs/generated/prices.md'), 'utf8').matchAll(
      /^\| (.+?) +\| .+? +\| +([\d.]+) \| +[$\d]/gm,
    );
    const sold = [...rows].map(([, what = '', credits = '']) => [what, credits] as const);
    expect(sold.length).toBeGreaterThan(15);
    for (const [what, credits] of sold)
      expect(read('en/prices.html')).toMatch(new RegExp(`<td>${what}</td><td>[^<]+</td><td class="n">${credits}</td>`));
  });

  it('the site loads nothing from another site, and links to none', () => {
    for (const page of pages()) expect(read(page)).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  it('a link that leads nowhere is found', async () => {
    const { deadLinks } = await import('./dead-links.mts');
    const broken = path.join(room, 'broken');
    cpSync(site, broken, { recursive: true });
    expect(deadLinks(broken)).toEqual([]);
    const planted = ['gone.html', 'index.html#nowhere', '/index.html', '../../outside.html'];
    appendFileSync(path.join(broken, 'en/prices.html'), planted.map((link) => `<a href="${link}">a</a>`).join('\n'));
    expect(deadLinks(broken)).toEqual(planted.map((link) => `en/prices.html: ${link}`));
  });

  inBrowser(
    'the site can be read by everybody, in both themes, on the narrowest phone and without scrolling sideways',
    async () => {
      const { startBrowser } = await import('../screens/phone-page.mts');
      const browser = await startBrowser();
      try {
        const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
        for (const name of pages()) {
          await page.goto(pathToFileURL(path.join(site, name)).href);
          const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect([name, sideways, await accessibilityFaults(page)]).toEqual([name, 0, []]);
        }
      } finally {
        await browser.close();
      }
    },
    120_000,
  );
});
