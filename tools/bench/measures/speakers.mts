import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import { startFal } from '@aisha/fakes/fal';
import { encoded, type ScriptPart, spoken, VOICES, WORDS } from '@aisha/fakes/spoken-words';
import type { OrderId, UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { type BookedCall, CallLedger, type ProviderCall } from '@aisha/providers';
import { FalHttpQueue, FalSpeechRecognizer, ModelsAtFal } from '@aisha/providers/fal';
import type { SpeechRecognizer } from '@aisha/providers/ports';
import { compiled } from '../product/compiled.mts';
import type { Bench, Measure } from './measure.mts';

interface Segment {
  readonly text: string;
  readonly speaker: string | null;
}
interface Stretch {
  readonly startsAt: number;
  readonly endsAt: number;
}
interface Heard {
  readonly file: string;
  readonly seconds: number;
  readonly silences: readonly Stretch[];
}

const KEY = 'bench:bench';
const HOUR_SECONDS = 3_600;
const QUICK_SECONDS = 300;
/**
 * The length, in seconds, of a piece of the recording, for a model that cannot hear it whole: a third of the recording, which is twenty
 * minutes of the hour.
 */
const pieceSecondsOf = (seconds: number): number => seconds / 3;
/** List price of an hour by gpt-transcribe, in cents (openai.md §0). */
const GPT_TRANSCRIBE_CENTS = 27;

/** A word that somebody says. */
interface TrueWord {
  readonly word: string;
  readonly voice: string;
}

/** Four people talk: turns of one to four sentences; some speak more than others, and now and then all are silent. */
function conversation(seconds: number): { readonly script: ScriptPart[]; readonly words: TrueWord[] } {
  const random = randomNumbers(23);
  const upTo = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  const people = ['bass', 'bass', 'tenor', 'alto', 'alto', 'alto', 'soprano', 'soprano'] as const;
  const script: ScriptPart[] = [];
  const words: TrueWord[] = [];
  let [length, before] = [0, ''];
  while (length < seconds) {
    const others = people.filter((one) => one !== before);
    const voice = others[upTo(0, others.length - 1)]!;
    before = voice;
    for (let sentence = upTo(1, 4); sentence > 0; sentence -= 1) {
      const said = Array.from({ length: upTo(3, 9) }, () => WORDS[upTo(0, WORDS.length - 1)]!);
      script.push({ voice: VOICES[voice], says: said.join(' ') });
      words.push(...said.map((word) => ({ word, voice })));
      length += said.length * 0.35 + 0.5;
    }
    if (random() < 0.05) {
      const silence = upTo(2, 8);
      script.push(silence);
      length += silence;
    }
  }
  return { script, words };
}

/** Numbers from 0 up to 1, the same in every run (mulberry32). */
const randomNumbers = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A ledger that only sums the cost of the calls. */
class Sum extends CallLedger {
  microDollars = 0;

  override async book({ microDollars }: ProviderCall): Promise<BookedCall> {
    this.microDollars += microDollars;
    return NEVER_CORRECTED;
  }

  override lastOf(): BookedCall {
    return NEVER_CORRECTED;
  }
}
const NEVER_CORRECTED: BookedCall = { correct: async () => undefined };

/**
 * The share of the spoken words that were written down with their right speaker, in percent. Each label stands for one person, and each
 * person for one label: the pairs with the most words are matched first.
 */
function rightShare(said: readonly TrueWord[], segments: readonly Segment[]): number {
  const written = segments.flatMap(({ text, speaker }) =>
    text.split(/\s+/).map((word) => ({ word: plain(word), speaker })),
  );
  const counts = new Map<string, number>();
  let at = 0;
  for (const { word, voice } of said) {
    const found = written.slice(at, at + LOOK_AHEAD).findIndex((one) => one.word === plain(word));
    if (found < 0) continue; // the word is lost
    const { speaker } = written[at + found]!;
    at += found + 1;
    const pair = `${voice} ${speaker}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  const [voices, labels] = [new Set<string>(), new Set<string>()];
  let right = 0;
  for (const [pair, count] of [...counts].sort(([, one], [, other]) => other - one)) {
    const [voice, label] = pair.split(' ') as [string, string];
    if (voices.has(voice) || labels.has(label)) continue;
    voices.add(voice);
    labels.add(label);
    right += count;
  }
  return (100 * right) / said.length;
}
/** How many of the next written words are searched for a spoken word; an equal word further ahead counts as another one. */
const LOOK_AHEAD = 6;
const plain = (word: string): string => word.toLowerCase().replaceAll(/[^\p{L}]/gu, '');

/** What the recognizer writes down of this recording, in segments. */
async function segmentsBy(recognizer: SpeechRecognizer, heard: Heard, bench: Bench): Promise<Segment[]> {
  const [{ RecordingWriter }, { Recognizers }, { FfmpegAudioTool }, { joined }] = await Promise.all([
    compiled('transcriber/recordings/recording.writer'),
    compiled('transcriber/recognizers/recognizers'),
    compiled('transcriber/audio/ffmpeg-audio-tool'),
    compiled('transcriber/recordings/joining'),
  ]);
  const pieceSeconds = pieceSecondsOf(heard.seconds);
  const models = new Recognizers([recognizer], { plain: pieceSeconds, withSpeakers: pieceSeconds });
  const storage = { get: async () => createReadStream(heard.file) };
  const turns = { turn: async () => undefined };
  const tool = new FfmpegAudioTool({ ffmpeg, ffprobe: ffmpeg, from: 'package' });
  const writer = new RecordingWriter(storage as never, tool, models, turns as never, Logger.silent());
  const [orderId, userId] = [newId<OrderId>(), newId<UserId>()];
  const { seconds, silences } = heard;
  const measured = {
    ...{ orderId, userId, audioFilePath: `files:sources/${userId}/${newId<string>()}.mp3`, seconds, silences },
    hints: { languages: [], vocabulary: [] },
  };
  const recording = await writer.open(
    measured,
    bench.folder(`speakers-${recognizer.hearsWhole ? 1 : 2}`),
    bench.signal,
  );
  const { recognizer: model, stretches } = writer.firstCut(recording);
  const written = [];
  for (const [position, stretch] of stretches.entries()) {
    const piece = { ...stretch, orderId, position, recognizer: model, requestId: null, segments: null, language: null };
    const how = { keepRequest: async () => undefined, signal: bench.signal };
    written.push({ ...stretch, ...(await writer.write(recording, piece, how)) });
  }
  return joined(written);
}

/**
 * Measures how many words of an hour of four people have their right speaker: by a model that hears the hour whole, and by one that hears
 * it in pieces.
 */
export const speakers: Measure = {
  name: 'speakers',
  about: 'how many words of an hour of four drawn voices have their right speaker, and what the hour costs',
  withoutQueue: true,
  byNameOnly: true,
  async run(bench) {
    const { script, words } = conversation(bench.isQuick ? QUICK_SECONDS : HOUR_SECONDS);
    const folder = bench.folder('speakers');
    const file = path.join(folder, 'meeting.ogg');
    await writeFile(file, await encoded(spoken(...script)));
    const { FfmpegAudioTool } = await compiled('transcriber/audio/ffmpeg-audio-tool');
    const heard = await new FfmpegAudioTool({ ffmpeg, ffprobe: ffmpeg, from: 'package' }).hear(
      file,
      folder,
      2 * HOUR_SECONDS,
      bench.signal,
    );

    const fal = bench.keep(await startFal({ key: KEY }));
    const queue = new FalHttpQueue({ key: KEY, queueUrl: fal.queueUrl, restUrl: fal.restUrl });
    const ledger = new Sum();
    const pace = { pollMs: 50, patienceMs: 10 * 60_000 };
    const models = new ModelsAtFal();
    const [listener] = models.active('write-down');
    const whole = new FalSpeechRecognizer(queue, ledger, models, listener!, pace);
    const ours = rightShare(words, await segmentsBy(whole, heard, bench));
    const cents = ledger.microDollars / 10_000;

    class InPieces extends FalSpeechRecognizer {
      override readonly hearsWhole = null as never;
    }
    const inPieces = new InPieces(queue, new Sum(), models, listener!, pace);
    const inThirds = rightShare(words, await segmentsBy(inPieces, heard, bench));
    return [
      {
        name: `words of ${Math.round(heard.seconds / 60)} minutes of four people with their right speaker`,
        unit: '%',
        values: [ours],
        baselines: [
          { name: 'a third at a time, as gpt-4o-transcribe-diarize hears it', kind: 'shipped', values: [inThirds] },
        ],
        goal: '≥ 95 %',
        note: 'the voices are drawn and the model is played: it tells them by their pitch alone; a real one may hear better or worse',
      },
      {
        name: 'list price of these minutes, the silence left out',
        unit: '¢',
        values: [cents],
        baselines: [
          {
            name: 'gpt-transcribe, without speakers',
            kind: 'shipped',
            values: [(GPT_TRANSCRIBE_CENTS * heard.seconds) / HOUR_SECONDS],
          },
        ],
      },
    ];
  },
};
