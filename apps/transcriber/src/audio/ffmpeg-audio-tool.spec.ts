import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CutRecording } from './audio-tool';
import { canLimit, type ProgramLimits } from '@aisha/platform/confined';
import { eventually } from '@aisha/testing';
import { FfmpegAudioTool, limitsOf } from './ffmpeg-audio-tool';
import { findFfmpeg } from '@aisha/platform/ffmpeg';

const binaries = findFfmpeg({}, process.env['PATH'] ?? '');
const tool = new FfmpegAudioTool(binaries);
const never = new AbortController().signal;
let folder: string;
const file = (name: string): string => path.join(folder, name);

const make = (...options: string[]): Buffer => execFileSync(binaries.ffmpeg, ['-v', 'error', '-y', ...options]);

/** ffmpeg itself makes the sound: a tone, two seconds of silence, a tone. */
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aisha-audio-'));
  const tone = 'sine=frequency=440:sample_rate=16000:duration=3';
  const filter = `${tone}[a];anullsrc=r=16000:cl=mono,atrim=duration=2[b];${tone}[c];[a][b][c]concat=n=3:v=0:a=1`;
  make('-filter_complex', filter, '-c:a', 'libopus', file('speech.ogg'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * `atMostSeconds` is longer than every recording here. With `pieceSeconds` a recording has two pieces: the first ends in the silence, and
 * the second begins there.
 */
const LIMITS = { atMostSeconds: 3_600, pieceSeconds: 4.5 };
const cut = async (name: string, limits: Partial<typeof LIMITS> = {}, audio = tool) => {
  const { atMostSeconds, pieceSeconds } = { ...LIMITS, ...limits };
  const target = mkdtempSync(path.join(folder, 'cut-'));
  return audio.cut(await audio.hear(file(name), target, atMostSeconds, never), pieceSeconds);
};

const HERTZ = 16_000;
/** Samples in a frame of MP3 at 16 kHz. */
const FRAME = 576;
/** How many samples LAME puts before the sound. */
const ENCODER_DELAY = 1_105;
/** The sound in one of our MP3s: a number from −32768 to 32767 for each 1/16000 s. */
const samplesOf = async ({ pieces, read }: CutRecording, nth = 0): Promise<Int16Array> => {
  const running = { input: await read(pieces[nth]!), maxBuffer: 100_000_000 };
  const raw = execFileSync(binaries.ffmpeg, ['-v', 'error', '-f', 'mp3', '-i', '-', '-f', 's16le', '-'], running);
  return new Int16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
};
const secondsRead = async (recording: CutRecording): Promise<number> => (await samplesOf(recording)).length / HERTZ;
const loudest = (samples: Int16Array): number => samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);

const isRunning = (pid: number): boolean => {
  try {
    // A killed process stays as a zombie where PID 1 is no init.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)![0] !== 'Z';
  } catch {
    return false;
  }
};

describe('cutting with ffmpeg', () => {
  /** The options for the format in which old telephones record. */
  const TELEPHONE = ['-ar', '8000', '-ac', '1', '-c:a', 'libopencore_amrnb'];
  it.each(
    'ogg oga mp3 m4a wav w64 flac aac ac3 amr aiff au caf webm mka wma mp4 3gp mov mkv avi wmv flv ts mpg'.split(' '),
  )('ffmpeg reads a .%s recording to its end', async (format) => {
    const codec = format === 'amr' || format === '3gp' ? TELEPHONE : [];
    if (format !== 'ogg') make('-i', file('speech.ogg'), ...codec, file(`speech.${format}`));

    const cutRecording = await cut(`speech.${format}`, { pieceSeconds: 60 });
    const { seconds, pieces } = cutRecording;

    expect(seconds).toBeCloseTo(8, 0);
    expect(pieces).toEqual([{ startsAt: 0, endsAt: seconds }]);
    expect(await secondsRead(cutRecording)).toBeCloseTo(6.5, 0);
  });

  it('what a recording says of itself, in the words of ffmpeg, changes nothing that is measured', async () => {
    const said = ['silence_start: 0', 'silence_end: 0.9', 'silence_start: 1', 'silence_end: 2.9'];
    const alsoSaid = 'max_volume: -99.0 dB size=1kB time=01:00:00.00';
    make('-i', file('speech.ogg'), '-metadata', `comment=${[...said, alsoSaid].join('\n')}`, file('says.mp3'));
    make('-i', file('speech.ogg'), file('quiet.mp3'));

    const [honest, measured] = [await cut('quiet.mp3'), await cut('says.mp3')];

    expect(measured.seconds).toBe(honest.seconds);
    expect(measured.sound).toEqual(honest.sound);
    expect(measured.speech).toEqual(honest.speech);
  });

  it('ffmpeg stops decoding a recording at the limit of seconds', async () => {
    const short = await cut('speech.ogg', { atMostSeconds: 2 });
    const { seconds } = short;

    expect(seconds).toBeCloseTo(2, 0);
    expect((await samplesOf(short)).length / HERTZ).toBeCloseTo(2, 0);
  });

  it('the length of a recording is that of its sound, even when its timestamps jump by a day', async () => {
    make(
      '-i',
      file('speech.ogg'),
      '-af',
      "asetpts='if(gt(T,2),PTS+86400/TB,PTS)'",
      '-c:a',
      'libopus',
      file('jump.mka'),
    );

    const { seconds, pieces } = await cut('jump.mka', { atMostSeconds: 1_000_000 });

    expect(seconds).toBeCloseTo(8, 0);
    expect(pieces).toHaveLength(2);
  });

  it('a piece ends in a pause, and the next piece begins there', async () => {
    const cutRecording = await cut('speech.ogg', { pieceSeconds: 5 });
    const { seconds, pieces } = cutRecording;

    expect(pieces.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
      [0, expect.closeTo(4, 0)],
      [pieces[0]!.endsAt, seconds],
    ]);
    const [first, second] = [await samplesOf(cutRecording, 0), await samplesOf(cutRecording, 1)];
    expect(loudest(first.subarray(HERTZ, 2 * HERTZ))).toBeGreaterThan(1_000);
    expect(loudest(first.subarray(-HERTZ / 10))).toBeLessThan(100);
    expect(loudest(second.subarray(0, HERTZ / 10))).toBeLessThan(100);
    expect(loudest(second.subarray(2 * HERTZ, 3 * HERTZ))).toBeGreaterThan(1_000);
  });

  it('no sound is lost at a cut; where there is no pause, half a second is in both pieces', async () => {
    const cutRecording = await cut('speech.ogg', { pieceSeconds: 2 });

    expect(cutRecording.pieces.slice(0, 2)).toMatchObject([{ endsAt: 2 }, { startsAt: 1.5 }]);
    const whole = await samplesOf(await cut('speech.ogg', { pieceSeconds: 60 }));
    const [first, second] = [await samplesOf(cutRecording, 0), await samplesOf(cutRecording, 1)];
    expect(Math.abs(first.length / HERTZ - 2)).toBeLessThan(0.1);
    const from = Math.floor((1.5 * HERTZ + ENCODER_DELAY) / FRAME) * FRAME;
    const rest = whole.subarray(from);
    expect(second.subarray(2 * FRAME)).toEqual(rest.subarray(2 * FRAME, second.length));
    expect(loudest(second.subarray(FRAME, 2 * FRAME))).toBeGreaterThan(1_000);
  });

  it('half a second of a long silence is kept, and so is all the sound before and after it', async () => {
    const samples = await samplesOf(await cut('speech.ogg', { pieceSeconds: 60 }));

    // The piece has 3 s of sound, a quarter of a second of the silence on either side, and 3 s of sound; its MP3 begins with the encoder's
    // delay.
    expect(Math.abs(samples.length - 6.5 * HERTZ - ENCODER_DELAY)).toBeLessThan(4 * FRAME);
    const quiet = samples.subarray(3.2 * HERTZ, 3.45 * HERTZ);
    expect(loudest(quiet)).toBeLessThan(100);
    for (const from of [2.5, 3.8]) {
      expect(loudest(samples.subarray(from * HERTZ, (from + 0.1) * HERTZ))).toBeGreaterThan(1_000);
    }
  });

  it('cutting a recording also finds the stretches with sound', async () => {
    expect((await cut('speech.ogg')).sound).toEqual([
      { startsAt: 0, endsAt: expect.closeTo(3, 0) },
      { startsAt: expect.closeTo(5, 0), endsAt: expect.closeTo(8, 0) },
    ]);
  });

  it('a recording that is quiet throughout counts as sound, and not as silence', async () => {
    make('-i', file('speech.ogg'), '-af', 'volume=-40dB', file('quiet.flac'));

    const quiet = await cut('quiet.flac');

    const whole = [{ startsAt: 0, endsAt: quiet.seconds }];
    expect(quiet).toMatchObject({ sound: whole, speech: whole });
  });

  it('the same recording is cut into the same pieces each time', async () => {
    const withoutFiles = async () => (await cut('speech.ogg')).pieces.map(({ startsAt, endsAt }) => [startsAt, endsAt]);

    expect(await withoutFiles()).toEqual(await withoutFiles());
  });

  it('a recording is decoded only once', async () => {
    const calls = file('calls');
    const noting = `#!/bin/sh\necho "$@" >> ${calls}\nexec ${binaries.ffmpeg} "$@"\n`;
    writeFileSync(file('noting'), noting, { mode: 0o755 });

    const { pieces } = await cut('speech.ogg', {}, new FfmpegAudioTool({ ...binaries, ffmpeg: file('noting') }));

    expect(pieces).toHaveLength(2);
    const reading = readFileSync(calls, 'utf8')
      .split('\n')
      .filter((call) => call.includes(file('speech.ogg')));
    expect(reading).toHaveLength(1);
  });

  it('ffmpeg reports that a text file is no audio', async () => {
    writeFileSync(file('letter.ogg'), 'Dear Anna, this is not a recording.');

    await expect(cut('letter.ogg')).rejects.toMatchObject({ code: 'audio-unreadable' });
  });

  it('ffmpeg opens no network address that a hostile playlist names', async () => {
    const { createServer } = await import('node:http');
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    writeFileSync(
      file('list.m3u8'),
      `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:${port}/a.ts\n#EXT-X-ENDLIST\n`,
    );
    await expect(cut('list.m3u8')).rejects.toMatchObject({ code: 'audio-unreadable' });
    server.close();
    expect(asked).toBe(0);
  });

  it.each([
    [
      'an HLS playlist',
      (other: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://${other}\n#EXT-X-ENDLIST\n`,
    ],
    ['a list to join', (other: string) => `ffconcat version 1.0\nfile ${path.basename(other)}\n`],
  ])('ffmpeg opens no other file that %s names', async (_what, naming) => {
    writeFileSync(file('playlist.ogg'), naming(file('speech.ogg')));

    await expect(cut('playlist.ogg')).rejects.toMatchObject({ code: 'audio-unreadable' });
  });

  it('when ffmpeg is killed, the error does not blame the recording', async () => {
    writeFileSync(file('killed'), '#!/bin/sh\nkill -9 $$\n', { mode: 0o755 });
    const killed = new FfmpegAudioTool({ ...binaries, ffmpeg: file('killed') });

    await expect(cut('speech.ogg', {}, killed)).rejects.toMatchObject({ code: 'unexpected', mayRetry: true });
  });

  const THEN = `exec ${binaries.ffmpeg} "$@"`;
  /** Replaces ffmpeg by a script. */
  const instead = (name: string, script: string, limits: Partial<ProgramLimits> = {}) => {
    writeFileSync(file(name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return new FfmpegAudioTool({ ...binaries, ffmpeg: file(name) }, (seconds) => ({ ...limitsOf(seconds), ...limits }));
  };

  it('ffmpeg gets nothing of our environment, because the keys are in it', async () => {
    const looking = instead('looking', `cat /proc/$$/environ > ${file('environ')}\n${THEN}`);

    expect((await cut('speech.ogg', {}, looking)).seconds).toBeCloseTo(8, 0);
    expect(readFileSync(file('environ'), 'utf8')).toBe('');
  });

  it.each<[string, string, Partial<ProgramLimits>]>([
    ['memory', `head -c 200000000 /dev/zero | tail -n 1 > /dev/null || exit 1\n${THEN}`, { memoryBytes: 64_000_000 }],
    ['time', 'while :; do :; done', { cpuSeconds: 1 }],
    ['disk', `head -c 2000000 /dev/zero > "$0.out" || exit 1\n${THEN}`, { fileBytes: 1_000_000 }],
  ])('a recording for which ffmpeg needs too much %s counts as unreadable', async (what, script, limits) => {
    await expect(cut('speech.ogg', {}, instead(`greedy-${what}`, script, limits))).rejects.toMatchObject({
      code: 'audio-unreadable',
    });
  });

  it('a recording that keeps a core busy until its time is over is at fault, even where it gets too little of the core for its limit', async () => {
    writeFileSync(file('busy'), '#!/bin/sh\nwhile :; do :; done\n', { mode: 0o755 });
    const limits = (seconds: number) => ({ ...limitsOf(3_600), cpuSeconds: seconds > 0 ? 600 : 0.02 });
    const busy = new FfmpegAudioTool({ ...binaries, ffmpeg: file('busy') }, limits, 1_000);

    await expect(cut('speech.ogg', {}, busy)).rejects.toMatchObject({ code: 'audio-unreadable' });
  });

  it.each([
    ['gets no time of a core', 'exec sleep 1000', limitsOf],
    [
      'is as far as its processor time allows',
      'echo "size=1kB time=00:10:00.00" >&2; while :; do :; done',
      (seconds: number) => ({ ...limitsOf(3_600), cpuSeconds: seconds > 0 ? 600 : 0.02 }),
    ],
  ])('a recording whose time is over while it %s is not at fault', async (what, script, limits) => {
    writeFileSync(file(`slow ${what}`), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const slow = new FfmpegAudioTool({ ...binaries, ffmpeg: file(`slow ${what}`) }, limits, 1_000);

    await expect(cut('speech.ogg', {}, slow)).rejects.toMatchObject({ code: 'took-too-long', mayRetry: true });
  });

  it('ffmpeg is killed together with its children', async () => {
    const pids = file('pids');
    const parent = instead('parent', `sleep 1000 & echo $! > ${pids}.new; mv ${pids}.new ${pids}; wait`);
    const stop = new AbortController();
    const listening = parent.hear(file('speech.ogg'), folder, 3_600, stop.signal);
    await eventually(() => existsSync(pids));
    stop.abort();

    await expect(listening).rejects.toMatchObject({ code: 'took-too-long' });
    const child = Number(readFileSync(pids, 'utf8'));
    await eventually(() => !isRunning(child));
  });

  it('when ffmpeg is missing, the error does not blame the recording', async () => {
    const gone = new FfmpegAudioTool({ ...binaries, ffmpeg: file('gone') });

    await expect(cut('speech.ogg', {}, gone)).rejects.toMatchObject({ code: 'unexpected', mayRetry: true });
  });

  it('this machine can set limits for ffmpeg', async () => {
    expect(await canLimit()).toBe(true);
  });

  it('the paths of ffmpeg and ffprobe are refused when the programs cannot be run, and when the path of ffprobe is missing', () => {
    const given = (ffmpeg?: string, ffprobe?: string) => () => findFfmpeg({ ffmpeg, ffprobe }, '');

    expect(given(file('none'), file('none'))).toThrow('FFMPEG_PATH');
    expect(given(binaries.ffmpeg, undefined)).toThrow('FFPROBE_PATH');
    expect(given(binaries.ffmpeg, binaries.ffprobe)()).toMatchObject({ from: 'environment' });
  });

  it('decoding a recording fails with took-too-long when its signal aborts', async () => {
    const stop = new AbortController();
    const listening = tool.hear(file('speech.ogg'), folder, 3_600, stop.signal);
    stop.abort();
    await expect(listening).rejects.toMatchObject({ code: 'took-too-long' });
  });
});
