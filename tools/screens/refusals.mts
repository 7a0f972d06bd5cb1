import PDFDocument from 'pdfkit';
import { encoded, spoken } from '@aisha/fakes/spoken-words';
import { filmStill } from '../story/film-still.mts';
import type { SeenMessage } from '@aisha/fakes/telegram';
import type { Walker } from '../story/walker.mts';
import { MEETING, MEETING_SECONDS, NOT_FOUND, oldPhoto } from './assistant.mts';
import { handsOf } from '../story/hands.mts';
import { misbehave } from './misbehave.mts';

/** A file with one MiB more than Telegram gives a bot. */
const TOO_LARGE = Buffer.alloc(21 * 2 ** 20);

/** A PDF whose pages are only pictures. */
const scan = (): Promise<Buffer> =>
  new Promise((resolve) => {
    const document = new PDFDocument();
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.rect(50, 50, 200, 200).fill();
    document.end();
  });

/**
 * Shows what the assistant says when it cannot do something: about what it is sent, about a provider in trouble, and when the person stops
 * an order.
 */
export const playRefusals = async (
  walker: Walker,
  { falUrl, openAiUrl }: { falUrl: string; openAiUrl: string },
): Promise<void> => {
  const { says, taps, orders, sees, speaks, sends, shows } = handsOf(walker);
  const isRefused = async (): Promise<void> => {
    const sent = await walker.lastWords();
    const says = ({ message_id: id, text = '' }: SeenMessage): boolean =>
      id > sent && /^(?:🎙️|🔗|📖)|Не нашла на этом фото лица|found no face/.test(text);
    await walker.waitsFor(says);
    await walker.settles();
  };

  await says('/transcribe');
  await speaks('nothing but quiet', await encoded(spoken(20)), 20);
  await isRefused();
  for (const link of ['http://example.com/talk.mp3', 'https://localhost/talk.mp3']) {
    await says(link);
    await isRefused();
  }
  await sends('a recording that is too large', TOO_LARGE, 'concert.mp3');
  await says('/menu');
  await taps('menu.storey:2', 'doc.file');
  await sends('a text that is too large', TOO_LARGE, 'book.pdf');
  for (const [what, bytes, name] of [
    ['a scan', await scan(), 'scan.pdf'],
    ['no text', Buffer.from('MZ\0\0'), 'notes.txt'],
  ] as const) {
    await sends(what, bytes, name);
    await isRefused();
  }
  await says('/menu');
  await taps('menu.storey:0', 'menu.storey:4', 'rst');
  await shows('a photo without a face', await filmStill());
  await isRefused();

  await shows('an old photo', await oldPhoto());
  await sees('rst.start');
  await misbehave(falUrl, { on: 'job', kind: 'fail' });
  await orders('rst.start', 'rst');
  await says('/speak');
  await says(NOT_FOUND);
  await misbehave(openAiUrl, { on: 'moderations', kind: 'flagged' });
  await orders('spk.start', 'spk');
  await says('/transcribe');
  await taps('txt.mine', 'txt.show', 'ask');
  await says(NOT_FOUND);
  await orders('ask.start', 'ask.more');
  await taps('txt.all', 'txt.show', 'doc', 'doc.type:0');
  await misbehave(openAiUrl, { on: 'responses', kind: 'refusal' });
  await orders('doc.start', 'doc.file');
  await says('/transcribe');
  await speaks('a meeting', await encoded(spoken(...MEETING)), MEETING_SECONDS);
  await sees('txt.start');
  await misbehave(falUrl, { on: 'job', kind: 'never-finish' });
  await taps('txt.start', 'ord.cancel');
  await walker.waitsFor(({ text = '' }) => /Заказ отменён|order is cancelled/.test(text));
  await walker.settles();
};
