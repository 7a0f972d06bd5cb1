import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { buttonOf, type Walker } from '../story/walker.mts';
import { handsOf } from './hands.mts';
import { STORY_WORDS, type StoryLanguage } from '../story/words.mts';

const SEED = 13;
const ENLARGE = /✨/;
/** The larger size of the two, among all pictures of an album. */
const LARGER = 'ups.of.size';

const SAID = {
  ru: { charged: 'за что списали', back: '/language ru' },
  en: { charged: 'why was I charged', back: '/language en' },
} as const satisfies Record<StoryLanguage, object>;
/** The name of another language, by which the menu changes to it. */
const OTHER = { ru: 'English', en: 'Russian' } as const;

/** Shows the shortest ways to what is rare: below pictures of a selfie and of an idea, in the menu, and in its settings. */
export const playShortWays = async (walker: Walker, language: StoryLanguage): Promise<void> => {
  const { says, taps, orders } = handsOf(walker);
  await says('/start');
  await walker.sendsPhotos('a selfie', [(await drawnSelfies(SEED, 1, 'woman'))[0]!]);
  await walker.goesOn((message) => buttonOf(message, 'gen.again') !== undefined, {
    'consent.draw': 'first',
  });
  await walker.settles();
  await taps('res.more');

  await says('/generate');
  await says(STORY_WORDS[language].idea);
  await taps('gen.count:1', 'gen.other', 'gen.without');
  await orders('gen.draw', 'gen.again');
  await walker.taps('pic.of', ENLARGE);
  await walker.settles();
  await taps(LARGER);
  await orders('ups.of', 'gen');
  await says('/menu');
  await says(SAID[language].charged);
  await says('/menu');
  await taps('menu.storey:3');
  await says('/menu');
  await says(OTHER[language]);
  await says(SAID[language].back);
};
