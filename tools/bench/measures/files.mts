import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import sharp from 'sharp';
import { timeOf } from '../figures/clock.mts';
import { compiled } from '../product/compiled.mts';
import { inTurns } from '../figures/turns.mts';
import type { Measure } from './measure.mts';

const run = promisify(execFile);

/** Measures how the photos of an avatar are packed for the trainer. */
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
    const { Dataset } = await compiled('avatar-trainer/training/dataset');
    const storage = {
      get: async ({ key }: { key: string }) => createReadStream(path.join(folder, path.basename(key))),
    };
    const trainer = { upload: async (blob: Blob) => String(blob.size) };
    const dataset = new Dataset(storage as never, trainer as never);
    const avatar = { id: 'bench', trainingType: 'portrait', subject: 'man', triggerPhrase: 'bench' };
    const rows = names.map((name) => ({ filePath: `avatars:${name}` }));
    const zip = path.join(folder, 'packed.zip');
    const turns = await inTurns(
      () => timeOf(() => dataset.upload(avatar as never, rows as never)),
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

/** The sound of a voice message, for ffmpeg: a tone that rises and falls, at the 48 kHz at which Telegram records. */
const TONE = 'aevalsrc=0.3*sin(2*PI*(220+80*sin(2*PI*t/3))*t):s=48000';
const SPEECH = ['-codec:a', 'libmp3lame', '-b:a', '32k', '-ar', '16000', '-ac', '1'];
const PIECE_SECONDS = 120;
const AT_MOST_SECONDS = 5 * 3_600;

/** The recording of a telephone that somebody forgot to stop: ten seconds of each hour are speech. */
const SPOKEN_SECONDS = 10;
const HOURS = 4;

/** Measures a recording, cuts it at its pauses and compresses it. */
export const audio: Measure = {
  name: 'audio',
  about: 'a recording is measured, cut in its pauses and made small; the memory that takes for four hours',
  withoutQueue: true,
  async run(bench) {
    const seconds = bench.isQuick ? 66 : 660;
    const folder = bench.folder('audio');
    const recording = path.join(folder, 'recording.oga');
    const encoding = ['-c:a', 'libopus', '-ac', '1', recording];
    await run(ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', `${TONE}:d=${seconds}`, ...encoding]);
    const { FfmpegAudioTool } = await compiled('transcriber/audio/ffmpeg-audio-tool');
    const tool = new FfmpegAudioTool({ ffmpeg, ffprobe: ffmpeg, from: 'package' });
    const ours = path.join(folder, 'ours');
    await mkdir(ours);
    const cut = async (file: string): Promise<void> => {
      const { pieces, read } = tool.cut(await tool.hear(file, ours, AT_MOST_SECONDS, bench.signal), PIECE_SECONDS);
      for (const piece of pieces) await read(piece);
    };
    const turns = await inTurns(
      () => timeOf(() => cut(recording)),
      [
        {
          name: 'one ffmpeg pass, silences and pieces at once',
          kind: 'shipped',
          measure: () =>
            timeOf(() =>
              run(ffmpeg, [
                ...['-y', '-v', 'error', '-i', recording, '-vn', '-af', 'silencedetect=noise=-35dB:d=0.4', ...SPEECH],
                ...['-f', 'segment', '-segment_time', String(PIECE_SECONDS), path.join(folder, 'piece%03d.mp3')],
              ]),
            ),
        },
      ],
      { ...bench.rounds(3, 40_000), warmUps: 0 },
    );
    const time = { name: `a recording of ${seconds / 60} minutes`, unit: 'ms', ...turns, goal: '≤ 1.15 × shipped' };
    const quiet = path.join(folder, 'quiet.mp3');
    const hourSeconds = bench.isQuick ? 120 : 3_600;
    await writeFile(quiet, await leftRunning(folder, hourSeconds));
    const throughQuiet = async (): Promise<void> => {
      const heard = await tool.hear(quiet, ours, AT_MOST_SECONDS, bench.signal);
      const { seconds } = heard;
      const { pieces, speech } = tool.cut(heard, PIECE_SECONDS);
      const said = speech.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0);
      const isWhole =
        Math.abs(seconds - HOURS * hourSeconds) < HOURS * hourSeconds * 0.01 && pieces.at(-1)?.endsAt === seconds;
      const fits = pieces.every(({ startsAt, endsAt }) => endsAt - startsAt <= PIECE_SECONDS + 0.5);
      if (!isWhole || !fits || Math.abs(said - HOURS * SPOKEN_SECONDS) > 3)
        throw new Error(`${seconds} s of which ${said} are said, in ${pieces.length} pieces`);
    };
    const nearlySilent = {
      name: `${Math.round((HOURS * hourSeconds) / 60)} minutes with ${HOURS * SPOKEN_SECONDS} seconds of sound: price and pieces are right`,
      unit: 'ms',
      values: [await timeOf(throughQuiet)],
    };
    if (process.platform !== 'linux') return [time, nearlySilent];
    const times = bench.isQuick ? 10 : 22;
    const long = path.join(folder, 'long.oga');
    await run(ffmpeg, [
      ...['-v', 'error', '-stream_loop', String(times - 1), '-i', recording],
      ...['-c', 'copy', long],
    ]);
    const memory = {
      name: `the memory for a recording of ${Math.round((seconds * times) / 60)} minutes`,
      unit: 'MB',
      values: [await peakMegabytes(() => cut(long))],
      baselines: [
        {
          name: `for ${seconds / 60} minutes`,
          kind: 'lower bound' as const,
          values: [await peakMegabytes(() => cut(recording))],
        },
      ],
      goal: '≤ 150 MB',
      note: 'what this process grows by, and all of ffmpeg',
    };
    return [time, nearlySilent, memory];
  },
};

/** A recording of four hours in each of which ten seconds are speech, in a file as large as Telegram gives to bots. */
const leftRunning = async (folder: string, hourSeconds: number): Promise<Buffer> => {
  const made = async (source: string, seconds: number): Promise<Buffer> => {
    const file = path.join(folder, 'part.mp3');
    const small = ['-ar', '16000', '-ac', '1', '-codec:a', 'libmp3lame', '-b:a', '8k', '-reservoir', '0'];
    const alone = ['-write_xing', '0', '-id3v2_version', '0', '-y', file];
    await run(ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', source, '-t', String(seconds), ...small, ...alone]);
    return readFile(file);
  };
  const [said, rest, minute] = [
    await made(TONE, SPOKEN_SECONDS),
    await made('anullsrc', 60 - SPOKEN_SECONDS),
    await made('anullsrc', 60),
  ];
  const hour = [said, rest, ...Array.from({ length: hourSeconds / 60 - 1 }, () => minute)];
  return Buffer.concat(Array.from({ length: HOURS }, () => hour).flat());
};

/** The most memory that the work takes, in MB: of this process, beyond what it uses now, and of the programs that the work starts. */
const peakMegabytes = async (work: () => Promise<void>): Promise<number> => {
  const before = process.memoryUsage().rss;
  const there = new Set(await childrenNow());
  let most = 0;
  const look = async (): Promise<void> => {
    const started = (await childrenNow()).filter((child) => !there.has(child));
    const programs = await Promise.all(started.map(residentBytes));
    const own = Math.max(0, process.memoryUsage().rss - before);
    most = Math.max(most, own + programs.reduce((sum, bytes) => sum + bytes, 0));
  };
  const looking = setInterval(() => void look(), 20);
  await work().finally(() => clearInterval(looking));
  return Math.round(most / 1e6);
};

const childrenNow = async (): Promise<string[]> => {
  const children = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').catch(() => '');
  return children.split(' ').filter(Boolean);
};

const residentBytes = async (pid: string): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''); // the process may just have ended
  return 1_024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
};
