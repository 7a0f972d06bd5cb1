import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { transcribeTexts } from '@aisha/words';
import { encoded, spoken, WORDS } from '@aisha/fakes/spoken-words';
import { asksOf } from './asks';
import type { FileServer } from './file-server';
import { LISTENED_TO, PATIENT } from './patience';
import type { Product } from './product';
import type { storiesAtOnce } from './stories-at-once';

const MINUTES = 4 * 60;
/** One minute out of this many contains speech. */
const EVERY = 10;
/** The second of its minute at which each sentence begins. */
const AT_SECONDS = 20;
const WORDS_AT_ONCE = 9;
/** The bytes per second in the format `small`. */
const BYTES_A_SECOND = 4_000;

/** The most memory, in MB, that the transcriber and its ffmpeg may take for the recording. */
const MOST_MEMORY_MB = 150;

/** The spoken sentences, all different. */
const SENTENCES = Array.from({ length: MINUTES / EVERY }, (_, nth) =>
  Array.from({ length: WORDS_AT_ONCE }, (_word, at) => WORDS[(2 * nth + at) % WORDS.length]!).join(' '),
);

/** A recording of four hours, and when each of its sentences begins. */
const meeting = async () => {
  const quiet = await encoded(spoken(60), 'small');
  const spokenAt: number[] = [];
  const minutes: Buffer[] = [];
  let bytes = 0;
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const isQuiet = minute % EVERY !== 0;
    const said = isQuiet ? quiet : await encoded(spoken(AT_SECONDS, SENTENCES[minute / EVERY]!, 40), 'small');
    if (!isQuiet) spokenAt.push(bytes / BYTES_A_SECOND + AT_SECONDS);
    minutes.push(said);
    bytes += said.length;
  }
  return { recording: Buffer.concat(minutes), spokenAt, seconds: bytes / BYTES_A_SECOND };
};

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** When each line of subtitles begins, with its words. */
const cuesIn = (srt: string) =>
  [...srt.matchAll(/^(\d+):(\d\d):(\d\d),(\d{3}) --> .*\n([^]*?)\n$/gm)].map(
    ([, hours, minutes, seconds, thousandths, said]) => ({
      at: Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds) + Number(thousandths) / 1_000,
      said: said!,
    }),
  );

/** A meeting of four hours goes from the recording to its transcript and subtitles. */
export const fourHours = (
  product: () => Product,
  files: () => FileServer,
  story: ReturnType<typeof storiesAtOnce>,
): void => {
  const asks = asksOf(product);

  story(
    'a recording of four hours behind a link gets every word in order and at its time, and is charged by its speech alone',
    async () => {
      const aisha = product();
      const vera = await asks.newcomer('Вера');
      const { recording, spokenAt, seconds } = await meeting();
      const memory = watchedMemory(aisha.appNamed('transcriber').pid);

      const asked = await asks.transcript(
        vera,
        await vera.sends(files().gives('/meeting.mp3', recording)),
        new RegExp(
          `Запись 4:0${Math.floor(seconds / 60) - MINUTES}:\\d\\d, речи в ней 1:2\\d\\.[^]*Цена: 0,75 кредита`,
        ),
        LISTENED_TO,
      );
      await asks.confirms(asked);
      const written = await asks.endsWell(asked);
      expect(await aisha.settled(asked.orderId)).toMatchObject({ captured: 75 });

      const [text] = await vera.downloads(await vera.seesA('document', { ...PATIENT, after: asked.after }));
      expect(wordsOf(String(text))).toEqual(SENTENCES.flatMap(wordsOf));
      await vera.pressesIn(written, transcribeTexts.ru.asFile);
      await vera.presses('🎬 SRT', { ...PATIENT, after: asked.after });
      const file = await vera.seesMessage(({ document }) => document?.name?.endsWith('.srt') ?? false, {
        ...PATIENT,
        after: asked.after,
        wanted: 'the subtitles',
      });
      // Subtitles break a long sentence into lines, so the words are compared one by one.
      const words = cuesIn(String((await vera.downloads(file))[0])).flatMap(({ at, said }) =>
        wordsOf(said).map((word) => ({ word, at })),
      );
      expect(words.map(({ word }) => word)).toEqual(SENTENCES.flatMap(wordsOf));
      const begun = words.filter((_, nth) => nth % WORDS_AT_ONCE === 0);
      for (const [nth, at] of spokenAt.entries()) expect(Math.abs(begun[nth]!.at - at)).toBeLessThan(1);
      expect(memory()).toBeLessThan(MOST_MEMORY_MB);
    },
  );
};

/** A memory figure of a process from the kernel, in MB; 0 for an ended process. */
const megabytes = (pid: number | string, figure: 'VmRSS' | 'VmHWM'): number => {
  const file = `/proc/${pid}/status`;
  const status = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return (Number(new RegExp(`${figure}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1_024) / 1e6;
};

/**
 * Starts to watch how much more memory a process takes than now, together with the largest of its child processes. The returned function
 * stops watching and returns the peak of this, in MB.
 */
const watchedMemory = (pid: number): (() => number) => {
  if (process.platform !== 'linux') return () => 0;
  writeFileSync(`/proc/${pid}/clear_refs`, '5'); // this resets the kernel's peak
  const atRest = megabytes(pid, 'VmRSS');
  const programs = `/proc/${pid}/task/${pid}/children`;
  let largest = 0;
  const watching = setInterval(() => {
    const pids = existsSync(programs) ? readFileSync(programs, 'utf8').split(' ').filter(Boolean) : [];
    largest = Math.max(largest, ...pids.map((one) => megabytes(one, 'VmHWM')));
  }, 250).unref();
  return () => {
    clearInterval(watching);
    return megabytes(pid, 'VmHWM') - atRest + largest;
  };
};
