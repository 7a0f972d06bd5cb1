import { Document, Packer, Paragraph } from 'docx';
import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { encoded, type SaidSentence, type ScriptPart, spoken, VOICES } from '@aisha/fakes/spoken-words';
import type { Walker } from '../story/walker.mts';
import type { StoryLanguage } from '../story/words.mts';
import { handsOf } from '../story/hands.mts';

/** The button of the storey in which an old photo is asked for. */
const CREATIVE = 'menu.storey:0';
/** The seed of a drawn face that no other walk sends. */
const SEED = 41;
/** The button of the smallest pack. */
const PACK = 'bal.pack:small-1';
/** Buttons of the list of documents. */
const [SUMMARY, TRANSLATION, TEMPLATE] = ['doc.type:0', 'doc.type:5', 'doc.type:6'];

const she = (says: string): SaidSentence => ({ voice: VOICES.soprano, says });
const he = (says: string): SaidSentence => ({ voice: VOICES.tenor, says });

/** The sentences of a meeting of two people, in words that can be generated, and the pauses between them in seconds. */
export const MEETING: readonly ScriptPart[] = [
  ...[she('встреча команда срок пятница'), 2, he('Мария смета договор решение'), 1, she('Андрей макет среда'), 3],
  ...[he('оплата заказчик отчёт неделя'), 30, he('Игорь склад магазин четверг'), 1, she('решение макет срок')],
  ...[60, she('Анна билет')],
];
export const MEETING_SECONDS = 105;

/** The person's words and the names of the person's files. The spoken words are Russian in both languages. */
const WORDS = {
  ru: {
    vocabulary: 'Мария, смета, макет',
    speaker: 'Мария',
    title: 'Планёрка в пятницу',
    search: 'смета',
    question: 'Какой договор и какая смета?',
    template: 'Что решили\nКто за что отвечает\nКогда встречаемся снова',
    toRead: 'Здравствуйте! Встреча в пятницу в десять. Возьмите с собой макет и договор.',
    notes: 'Мария подготовит смету до пятницы. Андрей проверит макет. Оплату заказчик обещал на неделе.',
    file: 'заметки',
  },
  en: {
    vocabulary: 'Maria, Andrew, sandbox',
    speaker: 'Maria',
    title: 'Friday’s meeting',
    search: 'смета',
    question: 'What of «договор» and «смета»?',
    template: 'What was decided\nWho is responsible for what\nWhen we meet again',
    toRead: 'Good morning! We meet on Friday at ten. Please bring the mock-up and the contract.',
    notes:
      'Maria will prepare the estimate by Friday. Andrew checks the mock-up. The client promised to pay this week.',
    file: 'notes',
  },
} as const satisfies Record<StoryLanguage, object>;

/** A word that is said in none of the recordings. */
export const NOT_FOUND = 'xyzzy';

/** An old photograph: small, grey and soft. */
export const oldPhoto = async (): Promise<Buffer> => {
  const [selfie] = await drawnSelfies(SEED, 1);
  return sharp(selfie).resize(480).greyscale().blur(1.5).jpeg({ quality: 60 }).toBuffer();
};

/**
 * Turns speech into text and documents, reads a text aloud, and makes an old photo sharp. Any link into `recordingsUrl` leads to a
 * recording.
 */
export const playAssistant = async (walker: Walker, language: StoryLanguage, recordingsUrl: string): Promise<void> => {
  const { says, taps, orders, sees, takes, speaks, sends, shows } = handsOf(walker);
  const words = WORDS[language];

  await speaks('a meeting', await encoded(spoken(...MEETING)), MEETING_SECONDS);
  await walker.goesOn('txt.start', { 'consent.yes': 'first' });
  await walker.settles();
  await taps('txt.lang', 'txt.lang.is:0', 'txt.words');
  await says(words.vocabulary);
  await taps('txt.words', 'txt.words.back');
  await orders('txt.start', 'doc');
  await taps('doc', SUMMARY);
  // A person without credits buys some here, and comes back to the offer.
  await walker.goesOn('doc.start', {
    [PACK]: async () => {
      await taps('bal.top', PACK);
      await walker.pays((stars) => `${stars} ⭐`);
      await walker.settles();
    },
  });
  await orders('doc.start', 'doc.as');
  await takes('doc.as', [/PDF/, /TXT/, /MD/]);

  await says('/transcribe');
  await taps('txt.mine', 'txt.show', 'txt.speakers', 'txt.who');
  await says(words.speaker);
  await taps('txt.who.back', 'txt.rename');
  await says(words.title);
  await taps('txt.as.file');
  await takes('txt.as', [/DOCX/, /PDF/, /TXT/, /MD/, /SRT/, /VTT/]);
  await taps('doc', TEMPLATE);
  await says(words.template);
  await orders('doc.start', 'doc.as');
  await taps('txt.all', 'txt.show', 'doc', TEMPLATE, 'doc.last', 'doc.back');
  await taps('txt.all', 'txt.show', 'ask');
  await says(words.question);
  await orders('ask.start', 'ask.more');
  await taps('txt.all');
  await says(words.search);
  await says(NOT_FOUND);
  await taps('txt.list.all', 'ask.all');
  await says(words.question);
  await orders('ask.start', 'ask.more');

  await says('/transcribe');
  await says(`${recordingsUrl}/meeting.wav`);
  await sees('txt.start');
  await orders('txt.start', 'doc');
  await taps('txt.one', 'txt.remove', 'txt.remove.no', 'txt.remove', 'txt.remove.yes');

  await says('/menu');
  await taps('menu.storey:2', 'doc.file');
  await sends('a text file', Buffer.from(words.notes), `${words.file}.txt`);
  await sees('doc.type');
  await taps(TRANSLATION);
  await walker.goesOn('doc.start', { 'doc.into': 'first' });
  await walker.settles();
  await orders('doc.start', 'doc.as');
  const document = new Document({
    sections: [{ children: words.notes.split(/(?<=\.) /).map((text) => new Paragraph(text)) }],
  });
  await sends('a document out of the blue', await Packer.toBuffer(document), `${words.file}.docx`);
  await sees('doc.type');
  await taps('doc.type:2');
  await orders('doc.start', 'doc.as');

  await says('/speak');
  await says(words.toRead);
  await taps('spk.voice:1', 'spk.speed:2', 'spk.listen');
  await orders('spk.start', 'spk.mp3');
  await taps('spk.mp3', 'spk');
  await sends('a text file', Buffer.from(words.notes), `${words.file}.txt`);
  await taps('spk.back');
  await says('/transcribe');
  await taps('txt.mine', 'txt.show', 'spk.of', 'spk.part');
  await says('0:00–0:05');
  await orders('spk.start', 'spk.mp3');

  await says('/menu');
  await taps(CREATIVE, 'menu.storey:4', 'rst');
  await shows('an old photo', await oldPhoto());
  await sees('rst.start');
  await taps('rst.scale:0');
  await orders('rst.start', 'rst.orig');
  await taps('rst.del', 'rst.keep', 'rst.orig');
};
