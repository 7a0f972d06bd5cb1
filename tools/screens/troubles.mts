import { newer, type Walker } from '../story/walker.mts';
import { misbehave } from './misbehave.mts';
import { STORY_WORDS, type StoryLanguage } from '../story/words.mts';

/** The faults that a fake is given, one for each order. */
const TROUBLES = [
  { on: 'job', kind: 'fail' },
  { on: 'job', kind: 'nsfw' },
  { on: 'job', kind: 'fewer', images: 1 },
] as const;

/** The buttons under the message about an order that has ended, well or not: once more, or another idea. */
const AFTER_AN_ORDER = ['gen.again', 'gen'];

/**
 * Places orders that FAL fails or carries out in part, orders that may not be drawn, and orders that the person stops: their cards are
 * screens, too.
 */
export const playTroubles = async (
  walker: Walker,
  { falUrl, openAiUrl }: { falUrl: string; openAiUrl: string },
  language: StoryLanguage,
): Promise<void> => {
  const orders = async (goal: readonly string[]): Promise<void> => {
    await walker.writes('/generate');
    await walker.settles();
    await walker.writes(STORY_WORDS[language].idea);
    const asked = await walker.lastWords();
    await walker.goesOn(newer(asked, ...goal), { 'gen.ratio': /1:1/, 'gen.count': /^\D*2\b/, 'gen.draw': 'first' });
    await walker.settles();
  };
  for (const fault of TROUBLES) {
    await misbehave(falUrl, fault);
    await orders(AFTER_AN_ORDER);
  }
  await misbehave(openAiUrl, { on: 'moderations', kind: 'flagged' });
  await orders(AFTER_AN_ORDER);
  await misbehave(falUrl, { on: 'job', kind: 'never-finish' });
  await orders(['ord.cancel']);
  await walker.taps('ord.cancel');
  await walker.settles();
};
