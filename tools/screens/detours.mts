import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import { filmStill } from '../story/film-still.mts';
import type { Walker } from '../story/walker.mts';
import { handsOf } from '../story/hands.mts';
import { misbehave } from './misbehave.mts';

/** The seed of a drawn face other than the story's. */
const SEED = 11;
const LONGER_THAN_AN_IDEA = 1_200;
const VOICE_SECONDS = 75;

/**
 * Shows detours of people: photos that the bot did not ask for, the wrong thing at the wrong place, an order without the credits for it.
 */
export const playDetours = async (walker: Walker, openAiUrl: string): Promise<void> => {
  const { says, taps } = handsOf(walker);
  const misbehaves = (fault: object): Promise<void> => misbehave(openAiUrl, fault);
  const photos = await drawnSelfies(SEED, 12);
  const sends = async (what: string, some: readonly Buffer[]): Promise<void> => {
    await walker.sendsPhotos(what, some);
    await walker.settles();
  };
  const document = await sharp(photos[0]).resize(300).toFormat('gif').toBuffer();

  await says('hi');
  await says('/nonsense');
  await sends('photos out of the blue', photos.slice(0, 2));
  await taps('new.photos.done');
  await taps('new.subject.style');
  await taps('new.name');
  await sends('the same again, one too small', [photos[0]!, await sharp(photos[2]).resize(200).toBuffer()]);
  await walker.sendsDocument('a file that is no photo', document, 'picture.gif');
  await walker.settles();
  await says('words instead of a photo');
  await sends('enough pictures', photos.slice(2));
  await walker.waitsFor(({ text = '' }) => /12 (из|of) 20/.test(text));
  await taps('new.photos.look');
  await taps('new.photos.done');
  await taps('new.preset:2');
  await says('/cancel');

  await says('/generate');
  await says('a');
  await says('long '.repeat(LONGER_THAN_AN_IDEA / 5));
  const still = await filmStill();
  await says('/menu');
  await taps('menu.storey:0');
  await taps('menu.storey:4', 'photo');
  await says('words instead of a picture');
  await walker.sendsDocument('a file that is no picture', Buffer.from('PK'), 'film.zip');
  await walker.settles();
  await misbehaves({ on: 'responses', kind: 'image-refused' });
  await sends('a picture that is refused', [still]);
  await misbehaves({ on: 'responses', kind: '401', times: 2 });
  await sends('a picture that nobody looks at', [still]);
  await taps('photo.again');
  await sends('a film still, and off', [still]);
  await says('/menu');
  await sends('a single photo out of the blue', [still]);
  await says('words instead of a choice');
  await taps('photo.like');
  await says('/cancel');
  await says('/transcribe');
  await says('words instead of a recording');
  const voice = await recordedTone(VOICE_SECONDS);
  await walker.sendsDocument('a recording as a file', voice, 'recording.ogg');
  await walker.settles();
  for (const what of ['a recording', 'another recording']) {
    await walker.sendsVoice(what, voice, VOICE_SECONDS);
    await walker.settles();
  }
};
