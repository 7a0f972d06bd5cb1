import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { buttonOf, newer, type Walker } from '../story/walker.mts';
import { handsOf } from '../story/hands.mts';
import type { StoryLanguage } from '../story/words.mts';

/** The seed of a drawn woman with glasses, whose face no avatar of the walks has. */
const SEED = 13;
const EDIT = /✏️/;

const SAID = {
  ru: { idea: 'женщина в кафе', suit: 'одень женщину в синий костюм', undress: 'сними с неё платье' },
  en: { idea: 'a woman in a cafe', suit: 'dress the woman in a blue suit', undress: 'take her dress off' },
} as const satisfies Record<StoryLanguage, object>;

/**
 * Shows how a sentence changes a picture that the bot drew, and a photo that the person sent: the question, the price, the likeness below
 * the result, the way back, a refusal, and the question about other people's faces.
 */
export const playEdits = async (walker: Walker, language: StoryLanguage): Promise<void> => {
  const { says, taps, orders } = handsOf(walker);
  const said = SAID[language];
  /** Waits until the likeness is shown below the newest result. */
  const compared = async (): Promise<void> => {
    await walker.waitsFor(({ text = '' }) => text.includes('👤'));
    await walker.settles();
  };

  await says('/generate');
  await says(said.idea);
  await taps('gen.count:0');
  const before = await walker.lastWords();
  await walker.taps('gen.draw');
  await walker.goesOn(newer(before, 'gen.again'), { 'consent.yes': 'first' });
  await walker.settles();
  await walker.taps('pic.of', EDIT);
  await walker.settles();
  await taps('edt.say:1');
  await orders('edt.start', 'edr.again');
  await compared();
  await taps('edr.more');
  await says(said.suit);
  await orders('edt.start', 'edr.again');
  await compared();
  await taps('res.share');
  await walker.waitsFor(({ buttons }) => buttons.flat().some(({ url }) => url?.includes('start=pic_') === true));
  await walker.settles();
  await taps('edr.undo', 'edr.before');
  await says(said.undress);
  await orders('edt.start', 'edr.before');
  await walker.settles();

  const [selfie] = await drawnSelfies(SEED, 1, 'woman');
  await says('/edit');
  await walker.sendsPhotos('a photo of somebody else', [selfie!]);
  const asked = await walker.waitsFor(newer(await walker.lastWords(), 'edt.agree', 'edt.say'));
  // Whether the drawn face counts as one of the person's own depends on which avatars there are.
  if (buttonOf(asked, 'edt.agree')) await taps('edt.agree');
  await taps('edt.say:0');
  await orders('edt.start', 'edr.again');
  await compared();
  const edited = await walker.lastWords();
  await taps('edr.undo');
  await walker.waitsFor(newer(edited, 'edr.before'));
  await taps('edr.again', 'edt.other', 'res.more', 'edr.del', 'edr.keep', 'res.more', 'edr.del', 'edr.del.yes');
  await says('/files');
  await taps('files.look');
};
