import type { Walker } from '../story/walker.mts';
import { handsOf } from '../story/hands.mts';
import { STORY_WORDS, type StoryLanguage } from '../story/words.mts';

/** A word that no idea contains. */
const NOT_FOUND = 'xyzzy';

/**
 * Shows the drawn pictures: pages, filters, search, one picture and the archive of them; then the avatars, and how long everything is kept.
 */
export const playGallery = async (walker: Walker, language: StoryLanguage): Promise<void> => {
  const { says, taps } = handsOf(walker);
  await says('/pictures');
  await taps('pics.look:0', 'pics.mark', 'pics.file', 'pics.at', 'pics.back', 'pics.older');
  await walker.waitsFor('pics.newer');
  await taps('pics.filters', 'pics.f.days:1', 'pics.f.avatar', 'pics.a', 'pics.show');
  await says(STORY_WORDS[language].search);
  await says(NOT_FOUND);
  await taps('pics.all', 'pics.zip', 'pics.zip.yes');
  await walker.waitsFor(({ document }) => document?.name?.endsWith('.zip') === true);
  await walker.settles();
  await says('/avatars');
  await taps('ava.show');
  await says('/privacy');
};
