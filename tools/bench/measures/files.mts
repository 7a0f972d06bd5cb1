import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import sharp from 'sharp';
import { timeOf } from '../clock.mts';
import { compiled } from '../compiled.mts';
import { inTurns } from '../turns.mts';
import type { Measure } from './measure.mts';

const run = promisify(execFile);

interface DatasetModule {
  readonly Dataset: new (
    storage: object,
    fal: object,
    files: object,
  ) => { upload(avatar: object, photos: readonly object[]): Promise<string> };
}

/** The photos of an avatar are packed for the trainer. */
export const archive: Measure = {
  name: 'archive',
  about: 'eight photos of some megabytes are packed for the trainer',
  withoutQueue: true,
  async run(bench) {
    const folder = bench.folder('archive');
    const content = await sharp({
      create: {
        width: 4_000,
        height: 3_000,
        channels: 3,
        background: '#987',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    })
      .jpeg({ quality: 75 })
      .toBuffer();
    const names = Array.from({ length: 8 }, (_, place) => `${place}.jpg`);
    await Promise.all(names.map((name) => writeFile(path.join(folder, name), content)));
    const { Dataset } = await compiled<DatasetModule>('avatar-trainer', 'training/dataset');
    const storage = {
      get: async ({ key }: { key: string }) => createReadStream(path.join(folder, path.basename(key))),
    };
    const dataset = new Dataset(storage, { upload: async (blob: Blob) => String(blob.size) }, {});
    const avatar = { id: 'bench', trainingType: 'portrait', subject: 'man', triggerPhrase: 'bench' };
    const rows = names.map((name) => ({ filePath: `avatars:${name}` }));
    const zip = path.join(folder, 'packed.zip');
    const turns = await inTurns(
      () => timeOf(() => dataset.upload(avatar, rows)),
      [
        {
          name: 'copying the files',
          kind: 'lower bound',
          measure: () =>
            timeOf(async () => {
              for (const name of names) await writeFile(zip, await readFile(path.join(folder, name)), { flag: 'a' });
              await rm(zip);
            }),
        },
        ...((await hasZip())
          ? [
              {
                name: 'zip -0',
                kind: 'shipped' as const,
                measure: () =>
                  timeOf(async () => {
                    await run('zip', ['-0', '-q', zip, ...names], { cwd: folder });
                    await rm(zip);
                  }),
              },
            ]
          : []),
      ],
      bench.rounds(10, 15_000),
    );
    const megabytes = Math.round((content.length * names.length) / 1e6);
    return [{ name: `a training archive of ${megabytes} MB`, unit: 'ms', ...turns }];
  },
};

const hasZip = (): Promise<boolean> =>
  run('zip', ['-v']).then(
    () => true,
    () => false,
  );

interface AudioModules {
  readonly FfmpegAudioTool: new (binaries: object) => object;
  readonly RecordingWriter: new (
    objects: object,
    audio: object,
    recognizer: object,
    pieceSeconds: number,
  ) => {
    open(
      recording: string,
      minutes: number,
      folder: string,
      signal: AbortSignal,
    ): Promise<{ pieces: readonly object[] }>;
    write(recording: object, piece: object, signal: AbortSignal): Promise<unknown>;
  };
}

/** A voice message as Telegram records one, of a tone that rises and falls. */
const TONE = 'aevalsrc=0.3*sin(2*PI*(220+80*sin(2*PI*t/3))*t):s=48000';
const SPEECH = ['-codec:a', 'libmp3lame', '-b:a', '32k', '-ar', '16000', '-ac', '1'];

/** A recording is measured, cut in its pauses and made small. */
export const audio: Measure = {
  name: 'audio',
  about: 'a recording is measured, cut in its pauses and made small',
  withoutQueue: true,
  async run(bench) {
    const [seconds, pieceSeconds] = bench.isQuick ? [66, 60] : [660, 600];
    const folder = bench.folder('audio');
    const recording = path.join(folder, 'recording.oga');
    await run(ffmpeg, [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      `${TONE}:d=${seconds}`,
      '-c:a',
      'libopus',
      '-ac',
      '1',
      recording,
    ]);
    const { FfmpegAudioTool } = await compiled<AudioModules>('transcriber', 'audio/ffmpeg-audio-tool');
    const { RecordingWriter } = await compiled<AudioModules>('transcriber', 'recordings/recording.writer');
    const objects = { get: async () => createReadStream(recording) };
    const recognizer = { transcribe: async () => ({ text: '', languages: [] }) };
    const tool = new FfmpegAudioTool({ ffmpeg, ffprobe: ffmpeg });
    const writer = new RecordingWriter(objects, tool, recognizer, pieceSeconds);
    const ours = path.join(folder, 'ours');
    await mkdir(ours);
    const turns = await inTurns(
      () =>
        timeOf(async () => {
          const opened = await writer.open('files:recording.oga', Math.ceil(seconds / 60), ours, bench.signal);
          for (const piece of opened.pieces) await writer.write(opened, piece, bench.signal);
        }),
      [
        {
          name: 'one ffmpeg pass, silences and pieces at once',
          kind: 'shipped',
          measure: () =>
            timeOf(() =>
              run(ffmpeg, [
                ...['-y', '-v', 'error', '-i', recording, '-vn', '-af', 'silencedetect=noise=-35dB:d=0.4', ...SPEECH],
                ...['-f', 'segment', '-segment_time', String(pieceSeconds), path.join(folder, 'piece%03d.mp3')],
              ]),
            ),
        },
      ],
      { ...bench.rounds(3, 40_000), warmsUp: false },
    );
    return [{ name: `a recording of ${seconds / 60} minutes`, unit: 'ms', ...turns, goal: '≤ 1.15 × shipped' }];
  },
};
