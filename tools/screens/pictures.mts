import type { Walker } from '../story/walker.mts';
import { handsOf } from '../story/hands.mts';
import { STORY_WORDS, type StoryLanguage } from '../story/words.mts';

/** The button of the largest pack. */
const PACK = 'bal.pack:large-1';
/** Buttons of the lists of ratios, numbers, qualities and sizes. */
const WIDE = 'gen.ratio:4';
const TWO = 'gen.count:1';
const BEST = 'gen.quality:2';
const LARGER = /✨/;
const LARGEST = 'ups.of.size';
/** A prompt that the person has edited, which is drawn as it is. */
const EDITED_PROMPT = 'a woman in a yellow raincoat on a pier at dawn, soft fog, 35mm film';

/** Shows the choices before a picture, what can be done with a finished picture, and a session of looks. */
export const playPictures = async (walker: Walker, language: StoryLanguage): Promise<void> => {
  const { says, taps, orders } = handsOf(walker);
  const words = STORY_WORDS[language];

  await says('/balance');
  await taps(PACK);
  await walker.pays(words.pays);
  await walker.settles();

  await says('/generate');
  await says(words.idea);
  await taps(WIDE, TWO, 'gen.more', BEST, 'gen.quality.back', 'gen.enhance');
  await orders('gen.draw', 'gen.again');
  await walker.taps('pic.of', LARGER);
  await walker.settles();
  await taps(LARGEST);
  await orders('ups.of', 'gen');
  await taps('gen.prompt');
  await says(EDITED_PROMPT);
  await orders('gen.draw', 'gen.again');
  await taps('gen.details', 'gen.reframe');
  await orders('gen.draw', 'gen.again');
  await taps('gen.details', 'gen.seed');
  await says(words.idea);
  await taps('gen.more', 'gen.seed.any', 'gen.quality.back', 'gen.other', 'gen.without');
  await orders('gen.draw', 'gen.again');
  await walker.taps('pic.of', LARGER);
  await walker.settles();
  await says('/generate');
  await taps('gen.idea.looks', 'gen.group:1', 'gen.look');
  await orders('gen.draw', 'gen.again');
  await says('/menu');
  await taps(
    'menu.storey:0',
    'gen.looks',
    'gen.group:2',
    'gen.group.session',
    'gen.session.size:1',
    'gen.session.size:0',
  );
  await orders('gen.session.shoot', 'gen.again');
  await taps('gen.mark', 'gen.mark.one', 'gen.result');
};
