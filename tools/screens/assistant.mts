import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { encoded, spoken } from '@aisha/fakes/spoken-words';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { buttonOf, type Walker } from '../story/walker.mts';
import { handsOf } from './hands.mts';

/** The storey where an old photo is asked for. */
const CREATIVE = 'menu.storey:0';
/** Of a drawn face that no other walk sends. */
const SEED = 41;
/** A meeting of two minutes: sentences of words that can be generated, and the pauses between them. */
const MEETING = [
  ...['встреча команда срок пятница', 2, 'Мария смета договор решение', 1, 'Андрей макет среда', 3],
  ...['оплата заказчик отчёт неделя', 30, 'Игорь склад магазин четверг', 1, 'решение макет срок', 60, 'Анна билет'],
];
const MEETING_SECONDS = 120;
const QUESTION = 'Какой договор и какая смета?';
const TO_READ = 'Здравствуйте! Встреча в пятницу в десять. Возьмите с собой макет и договор.';

/** An old photograph: small, grey and soft. */
const oldPhoto = async (): Promise<Buffer> => {
  const [selfie] = await drawnSelfies(SEED, 1);
  return sharp(selfie).resize(480).greyscale().blur(1.5).jpeg({ quality: 60 }).toBuffer();
};

/** Speech to text to documents, text to speech, an old photo made sharp, and where all of it is found again. */
export const playAssistant = async (walker: Walker): Promise<void> => {
  const { says, taps, orders } = handsOf(walker);
  await walker.sendsVoice('a meeting', await encoded(spoken(...MEETING)), MEETING_SECONDS);
  const sent = await walker.lastWords();
  const isOffered = (message: SeenMessage): boolean =>
    message.message_id > sent && buttonOf(message, 'txt.start') !== undefined;
  await walker.goesOn(isOffered, { 'consent.yes': 'first' });
  await walker.settles();
  await orders('txt.start', 'doc');
  await taps('doc', 'doc.type:0');
  await orders('doc.start', 'doc.as');
  await taps('doc.as');
  await says('/transcribe');
  await taps('txt.mine', 'txt.show', 'ask');
  await says(QUESTION);
  await orders('ask.start', 'ask.more');
  await says('/speak');
  await says(TO_READ);
  await taps('spk.voice', 'spk.listen');
  await orders('spk.start', 'spk.mp3');
  await taps('spk.mp3');

  await says('/menu');
  await taps(CREATIVE, 'rst');
  await walker.sendsPhotos('an old photo', [await oldPhoto()]);
  await walker.waitsFor('rst.start');
  await walker.settles();
  await taps('rst.scale');
  await orders('rst.start', 'rst.orig');
  await taps('rst.orig');

  await says('/transcribe');
  await says('/files');
  await taps('files.look', 'files.back', 'files.kinds');
};
