import { createRequire } from 'node:module';
import path from 'node:path';
import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { newer, type Walker } from '../story/walker.mts';
import { handsOf } from '../story/hands.mts';
import { STORY_WORDS, type StoryLanguage } from '../story/words.mts';

/** The seed of a drawn face that no other walk sends. */
const SEED = 29;
const WOMAN = 'new.subject:1';

/** A photograph of real faces, which comes with a package. No drawn face is like them. */
const GROUP_PHOTO = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'demo',
  'sample6.jpg',
);
const STRANGERS = [
  { left: 30, top: 290 },
  { left: 410, top: 140 },
].map(
  (corner) => () =>
    sharp(GROUP_PHOTO)
      .extract({ ...corner, width: 690, height: 690 })
      .jpeg()
      .toBuffer(),
);

/**
 * Shows what the coach says about a set of photos: what the set lacks, and which photo shows another person's face. Then shows the price,
 * and a picture before the training.
 */
export const playPhotoSet = async (walker: Walker, language: StoryLanguage): Promise<void> => {
  const { sees, taps } = handsOf(walker);
  const selfies = await drawnSelfies(SEED, 9, 'woman');
  const [one, another] = await Promise.all(STRANGERS.map((photo) => photo()));

  await walker.writes('/create');
  await walker.settles();
  await taps('new.type');
  await taps(WOMAN);
  await walker.writes(STORY_WORDS[language].otherAvatar);
  await walker.settles();
  await walker.sendsPhotos('nine photos and a stranger', [...selfies, one!]);
  await sees('new.coach.me');
  await taps('new.coach.me');
  await walker.sendsPhotos('another stranger', [another!]);
  await sees('new.coach.out');
  await taps('new.coach.out');
  await taps('new.photos.done');
  await taps('new.preset');
  await taps('new.confirm.back');

  const before = await walker.lastWords();
  await taps('gen.with');
  await walker.writes(STORY_WORDS[language].idea);
  await walker.settles();
  await taps('gen.draw', 'gen.owner'); // the person has not said yet whose face it is
  await walker.waitsFor(newer(before, 'gen.again'));
  await walker.settles();
};
