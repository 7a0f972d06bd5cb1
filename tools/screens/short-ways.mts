import { buttonOf, type Walker } from '../story/walker.mts';
import { handsOf } from '../story/hands.mts';
import type { StoryLanguage } from '../story/words.mts';

const ENLARGE = /✨/;
const SAID = {
  ru: { idea: 'кафе у моря', charged: 'за что списали', other: 'English', back: '/language ru' },
  en: {
    idea: 'a cafe by the sea',
    charged: 'why was I charged',
    other: 'Russian',
    back: '/language en',
  },
} as const satisfies Record<StoryLanguage, object>;

/** Shows shortcuts to features that are seldom used: in the menu and its settings, and below pictures. */
export const playShortWays = async (walker: Walker, language: StoryLanguage): Promise<void> => {
  const { says, taps, orders } = handsOf(walker);
  const said = SAID[language];
  await says('/menu');
  await taps('menu.storey:3');
  await says('/menu');
  await says(said.other);
  await says(said.back);

  await says('/generate');
  await says(said.idea);
  await taps('gen.count:1');
  const typed = await walker.lastWords();
  await walker.taps('gen.draw');
  await walker.goesOn((message) => message.message_id > typed && buttonOf(message, 'gen.again') !== undefined, {
    'consent.yes': 'first',
  });
  await walker.settles();
  await taps('res.more', 'res.receipt');
  await walker.taps('pic.of', ENLARGE);
  await walker.settles();
  await orders('ups.of', 'gen');
  await says('/menu');
  await says(said.charged);
};
