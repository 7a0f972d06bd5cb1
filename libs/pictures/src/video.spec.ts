import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findFfmpeg } from '@aisha/platform/ffmpeg';
import sharp from 'sharp';
import { markedVideo } from './marked-video';
import { VideoReader } from './video-reader';

const binaries = findFfmpeg({}, process.env['PATH'] ?? '');
const reader = new VideoReader(binaries);
let folder: string;
let video: Buffer;
const file = (name: string): string => path.join(folder, name);

/** An MP4 that is red except for its last frame, which is blue, with other data that its maker added. */
const made = (name: string, { size = '240x320', seconds = 5, rate = 16, more = [] as string[] } = {}): Buffer => {
  const colour = (name: string, length: number) => [
    '-f',
    'lavfi',
    '-i',
    `color=${name}:s=${size}:r=${rate}:d=${length}`,
  ];
  const inputs = [...colour('red', seconds - 1 / rate), ...colour('blue', 1 / rate)];
  const joined = [
    '-filter_complex',
    '[0][1]concat=n=2',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
  ];
  execFileSync(binaries.ffmpeg, ['-v', 'error', '-y', ...inputs, ...joined, ...more, file(name)]);
  return readFileSync(file(name));
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aisha-video-'));
  video = made('video.mp4');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isRed = async (jpeg: Buffer): Promise<boolean> => {
  const [red, , blue] = (await sharp(jpeg).stats()).channels;
  return red!.mean > blue!.mean;
};

/** The folders of this process that have a video. A test of another file may have left other work at hand. */
const foldersAtWork = (): string[] =>
  readdirSync(tmpdir()).filter(
    (name) => name.startsWith(`aisha-work-${process.pid}-`) && existsSync(path.join(tmpdir(), name, 'given.mp4')),
  );

describe('looking at a video', () => {
  it('looking at a video gives its sides and length, the first frame of each second, and the last frame', async () => {
    const { frames, video: _, ...measured } = await reader.look(video);

    expect(measured).toEqual({ width: 240, height: 320, seconds: expect.closeTo(5, 1) });
    expect(await Promise.all(frames.map(isRed))).toEqual([true, true, true, true, true, false]);
    expect(await sharp(frames[0]).metadata()).toMatchObject({ format: 'jpeg', width: 240, height: 320 });
    expect(foldersAtWork()).toEqual([]);
  });

  it('looking at a video shows the last frame once when it is also the frame of a second', async () => {
    expect((await reader.look(made('whole.mp4', { seconds: 5, rate: 1 }))).frames).toHaveLength(5);
  });

  it.each<[string, () => Buffer]>([
    ['of nothing', () => Buffer.alloc(0)],
    ['of a text', () => Buffer.from('Dear Anna, this is not a video.')],
    ['that was cut before its index', () => video.subarray(0, video.indexOf('moov') - 8)],
    ['of one frame', () => made('still.mp4', { seconds: 2, rate: 1, more: ['-frames:v', '1'] })],
    ['of 21 seconds', () => made('long.mp4', { seconds: 21, rate: 2 })],
    ['of an hour', () => made('hour.mp4', { seconds: 3_600, rate: 0.1, size: '16x16' })],
    ['wider than 1,920 pixels', () => made('wide.mp4', { size: '1922x16', seconds: 1 })],
    ['of sound alone', () => soundAlone()],
    ['that is a playlist', () => Buffer.from(`#EXTM3U\n#EXTINF:10,\nfile://${file('video.mp4')}\n#EXT-X-ENDLIST\n`)],
    ['that is a list to join', () => Buffer.from(`ffconcat version 1.0\nfile ${file('video.mp4')}\n`)],
  ])('a video %s is refused, and its folder is removed', async (_what, bytes) => {
    await expect(reader.look(bytes())).rejects.toMatchObject({ code: 'provider-answer-unreadable' });
    expect(foldersAtWork()).toEqual([]);
  });

  it('looking at a video ends when its time is up, and leaves nothing behind', async () => {
    writeFileSync(file('endless'), '#!/bin/sh\nexec sleep 1000\n', { mode: 0o755 });
    const endless = new VideoReader({ ...binaries, ffmpeg: file('endless') });

    await expect(endless.look(video, AbortSignal.timeout(300))).rejects.toMatchObject({ code: 'took-too-long' });
    expect(foldersAtWork()).toEqual([]);
  });

  it('when ffmpeg is gone, looking at a video fails with an error that does not blame the video', async () => {
    const gone = new VideoReader({ ...binaries, ffmpeg: file('none') });

    await expect(gone.look(video)).rejects.toMatchObject({ code: 'unexpected', mayRetry: true });
  });
});

const soundAlone = (): Buffer => {
  execFileSync(binaries.ffmpeg, [
    '-v',
    'error',
    '-y',
    '-f',
    'lavfi',
    '-i',
    'sine=d=1',
    '-c:a',
    'aac',
    file('sound.mp4'),
  ]);
  return readFileSync(file('sound.mp4'));
};

/** The boxes of an MP4, in their order. */
const boxesOf = (mp4: Buffer): { type: string; body: Buffer }[] => {
  const boxes = [];
  for (let at = 0; at < mp4.length; at += mp4.readUInt32BE(at))
    boxes.push({ type: mp4.toString('latin1', at + 4, at + 8), body: mp4.subarray(at + 8, at + mp4.readUInt32BE(at)) });
  return boxes;
};

const tracksOf = (mp4: Buffer): string[] => {
  writeFileSync(file('probed.mp4'), mp4);
  const told = ['-v', 'error', '-show_entries', 'stream=codec_type', '-of', 'csv=p=0', file('probed.mp4')];
  return execFileSync(binaries.ffprobe, told, { encoding: 'utf8' }).trim().split('\n');
};

describe('a video as it is kept', () => {
  it('a kept video says in a box of XMP that a model has drawn it, and plays as before', async () => {
    const { video: kept, ...look } = await reader.look(video);
    const marked = markedVideo(kept);

    const box = boxesOf(marked).at(-1)!;
    expect(box.type).toBe('uuid');
    expect(box.body.toString('hex', 0, 16)).toBe('be7acfcb97a942e89c71999491e3afac');
    expect(box.body.toString('utf8', 16)).toMatch(
      /^<\?xpacket begin="\uFEFF"[^]*DigitalSourceType>http:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\/trainedAlgorithmicMedia</,
    );
    expect(await reader.look(marked)).toMatchObject(look);
  });

  it.each(['', '+faststart'])(
    'a kept video carries no words that the provider wrote into it (flags: “%s”)',
    async (flags) => {
      const words = ['-metadata', 'comment=the prompt', '-metadata', 'title=of somebody else'];
      const theirs = made('theirs.mp4', { more: [...words, ...(flags ? ['-movflags', flags] : [])] });
      expect(theirs.includes('the prompt')).toBe(true);

      const { video: kept } = await reader.look(theirs);

      for (const word of ['the prompt', 'of somebody else']) expect(kept.includes(word)).toBe(false);
    },
  );

  it('a kept video has the track that was looked at, and no other', async () => {
    made('two.mp4', { more: ['-f', 'mp4'] });
    writeFileSync(file('words.srt'), '1\n00:00:00,000 --> 00:00:04,000\nwords\n');
    const inputs = ['-i', file('two.mp4'), '-f', 'lavfi', '-i', 'color=green:s=640x480:r=16:d=5'];
    const more = ['-f', 'lavfi', '-i', 'sine=d=5', '-i', file('words.srt')];
    const maps = [
      '-map',
      '0',
      '-map',
      '1',
      '-map',
      '2',
      '-map',
      '3',
      '-c:v',
      'libx264',
      '-c:a',
      'aac',
      '-c:s',
      'mov_text',
    ];
    execFileSync(binaries.ffmpeg, ['-v', 'error', '-y', ...inputs, ...more, ...maps, file('crowd.mp4')]);
    expect(tracksOf(readFileSync(file('crowd.mp4')))).toEqual(['video', 'video', 'audio', 'subtitle']);

    const look = await reader.look(readFileSync(file('crowd.mp4')));

    expect(tracksOf(look.video)).toEqual(['video']);
    expect(look).toMatchObject({ width: 240, height: 320 });
    expect(look.video.includes('words')).toBe(false);
  });
});
