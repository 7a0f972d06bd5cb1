import { accessibilityFaults } from '@aisha/testing/accessibility';
import { isChromiumHere } from '@aisha/testing/chromium';
import { describe, expect, it } from '@jest/globals';
import type { StoryLanguage } from '../story/words.mts';

const inBrowser = isChromiumHere('The page of the demo is not looked at') ? it : it.skip;

/** A page as the demo leaves it; some of its words contain characters that mean something in HTML. */
const pageIn = async (language: StoryLanguage): Promise<string> => {
  const { storyPage } = await import('./page.mts');
  const { DEMO_WORDS } = await import('./words.mts');
  const picture = (file: string) => ({ file, says: `A picture: "${file}" <b>`, width: 900, height: 1200 });
  const words = DEMO_WORDS[language];
  return storyPage({
    language,
    words,
    person: 'Anna',
    idea: '<script>alert(1)</script> & the sea',
    summary: words.summary('Anna', 11, 8),
    map: picture('photo-map.jpg'),
    pictures: [picture('picture-01.jpg'), picture('picture-02.jpg')],
    still: picture('still.jpg'),
    likeTheStill: picture('picture-03.jpg'),
    video: { file: 'video.mp4', says: 'A video' },
    session: Array.from({ length: 8 }, (_, at) => picture(`picture-${String(at + 4).padStart(2, '0')}.jpg`)),
    voice: { file: 'voice.ogg', says: 'A voice' },
    minutes: `Minutes\n${'averylongword'.repeat(20)}`,
    speech: { file: 'speech.ogg', says: 'Speech' },
    receipt: `Gift                +250   ${'a long note '.repeat(6)}`,
    ledger: [
      ['at', 'transaction', 'description', 'account', 'credits'],
      ['2026-11-26T10:00:00.000Z', 'welcome', 'Gift', 'person', '250'],
    ],
    files: ['story.txt', 'receipt.txt'],
  });
};

describe('the page that the demo leaves', () => {
  it('the page that the demo leaves needs nothing but the files beside it, and shows its pictures in the order of their names', async () => {
    const page = await pageIn('en');
    const files = [...page.matchAll(/ (?:src|href)="([^"]*)"/g)].map(([, file = '']) => file);
    expect(files.filter((file) => /[:/]/.test(file))).toEqual([]);
    const pictures = [...new Set(files.filter((file) => file.startsWith('picture-')))];
    expect(pictures).toHaveLength(11);
    expect(pictures).toEqual(pictures.toSorted());
    expect(page).not.toContain('<script>');
  });

  inBrowser.each(['en', 'ru'] as const)(
    'the page can be read by everybody in both themes, on a phone and on a wide screen (%s)',
    async (language) => {
      const { startBrowser } = await import('../screens/phone-page.mts');
      const browser = await startBrowser();
      try {
        const page = await browser.newPage();
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          await page.setContent(await pageIn(language));
          const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect([width, sideways, await accessibilityFaults(page)]).toEqual([width, 0, []]);
        }
      } finally {
        await browser.close();
      }
    },
    120_000,
  );
});
