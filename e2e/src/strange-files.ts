import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import JSZip from 'jszip';
import { encoded, spoken } from '@aisha/fakes/spoken-words';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { asksOf } from './asks';
import { PATIENT } from './patience';
import type { Product } from './product';
import type { storiesAtOnce } from './stories-at-once';
import { walksIn } from './walks';

const SAID = 'Мария письмо договор срок пятница';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** The content of a Windows program. */
const aProgram = (): Buffer => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(8), randomBytes(2_000)]);

/** A .docx of some kilobytes that inflates to far more than any text. */
const aBomb = (): Promise<Buffer> =>
  new JSZip()
    .file('word/document.xml', ' '.repeat(100_000_000))
    .generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });

/** Encodes Russian text in Windows-1251. It knows no other letters beyond ASCII. */
const inWindows1251 = (text: string): Buffer =>
  Buffer.from([...text].map((letter) => letter.charCodeAt(0)).map((code) => (code < 128 ? code : code - 0x350)));

/** Files that are not what they seem, as stories of two people who send them. */
export const strangeFiles = (product: () => Product, story: ReturnType<typeof storiesAtOnce>): void => {
  const asks = asksOf(product);
  const { agrees } = walksIn('ru');

  /** The requests for files that the bot sent to Telegram although the files are too large. */
  const askedInVain = async (): Promise<unknown[]> => {
    const response = await fetch(`${product().telegramUrl}/recorder?method=getFile`);
    return ((await response.json()) as { status: number }[]).filter(({ status }) => status !== 200);
  };

  story('a file sent as a recording is judged by its content and not its name, and silence is free', async () => {
    const borya = await asks.newcomer('Боря');
    const sends = (bytes: Buffer, name: string) => borya.sendsAudio(bytes, name, 9);
    const isRefused = async (after: SeenMessage, why: string): Promise<void> => {
      await agrees(borya, after);
      await borya.sees(why, { ...PATIENT, after });
    };
    const isWrittenDown = async (after: SeenMessage, offer: RegExp): Promise<string> => {
      const asked = await asks.transcript(borya, after, offer);
      await asks.confirms(asked);
      await asks.endsWell(asked);
      const [text] = await borya.downloads(await borya.seesA('document', { ...PATIENT, after }));
      return String(text);
    };

    const voice = await encoded(spoken(SAID, 1, SAID));
    await isRefused(await sends(aProgram(), 'запись.mp3'), 'Это не запись, или файл повреждён');
    await isRefused(await sends(voice.subarray(0, 150), 'обрыв.ogg'), 'Это не запись, или файл повреждён');
    await isRefused(await sends(Buffer.alloc(26 * 2 ** 20), 'концерт.mp3'), 'Запись больше 20 МБ');
    expect(await askedInVain()).toEqual([]);

    const half = voice.subarray(0, voice.length / 2);
    expect(await isWrittenDown(await sends(half, 'обрыв.ogg'), /Запись 0:0[123],[^]*Цена: 0,05/)).toMatch(
      /^Мария письмо/,
    );

    const video = await borya.sendsVideo(await encoded(spoken(SAID), 'mp4'), 'встреча.mp4', 2);
    expect(await isWrittenDown(video, /Запись 0:0[12],[^]*Цена: 0,05/)).toContain(SAID);

    // A recording with half an hour of silence between two sentences.
    const minute = await encoded(spoken(60), 'small');
    const words = await encoded(spoken(SAID), 'small');
    const quiet = await sends(Buffer.concat([words, ...Array.from({ length: 30 }, () => minute), words]), 'тихо.mp3');
    const text = await isWrittenDown(quiet, /Запись 30:0\d, речи в ней 0:0[34]\.[^]*Цена: 0,05/);
    expect(text.match(new RegExp(SAID, 'g'))).toHaveLength(2);
  });

  story(
    'a file sent to be read aloud may be in Windows-1251; a program, and a file that inflates, cost nothing',
    async () => {
      const vasya = await asks.newcomer('Вася');
      const asked = await asks.speech(vasya, {
        bytes: inWindows1251('Сметы подписаны, макет готов. Поезд уходит в пятницу.'),
        name: 'заметка.txt',
      });
      await asks.confirms(asked);
      await asks.endsWell(asked);
      await vasya.sees('🔊 Сметы подписаны, макет готов', { ...PATIENT, after: asked.after });

      const isRefused = async (bytes: Buffer, name: string, type: string, says: RegExp): Promise<void> => {
        await vasya.sends('/speak');
        const after = await vasya.sendsDocument(bytes, name, type);
        await vasya.sees(says, { ...PATIENT, after });
      };
      await isRefused(aProgram(), 'заметка.txt', 'text/plain', /Такой файл я прочитать не умею/);
      await isRefused(await aBomb(), 'договор.docx', DOCX, /больше 40\s000 знаков/);
      expect(await product().violations()).toEqual([]);
    },
  );

  story('a document in Windows-1251 is read, and a document that inflates is refused', async () => {
    const galya = await asks.newcomer('Галя');
    const reads = async (bytes: Buffer, name: string, type: string, says: RegExp): Promise<void> => {
      const after = await galya.sendsDocument(bytes, name, type);
      await agrees(galya, after);
      await galya.sees(says, { ...PATIENT, after });
    };

    await reads(inWindows1251('Сметы подписаны, макет готов.'), 'заметка.txt', 'text/plain', /29 знаков/);
    await reads(await aBomb(), 'договор.docx', DOCX, /беру до 2 МБ/);

    expect(await product().violations()).toEqual([]);
  });
};
