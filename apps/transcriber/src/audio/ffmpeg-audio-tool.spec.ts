import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FfmpegAudioTool } from './ffmpeg-audio-tool';
import { findFfmpeg } from './ffmpeg-binaries';

const binaries = findFfmpeg({}, process.env['PATH'] ?? '');
const tool = new FfmpegAudioTool(binaries);
const never = new AbortController().signal;
const HOUR = 3_600;
let folder: string;
const file = (name: string): string => path.join(folder, name);

/** Sound made by ffmpeg itself: a tone, two seconds of silence, a tone. */
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aisha-audio-'));
  const tone = 'sine=frequency=440:sample_rate=16000:duration=3';
  const filter = `${tone}[a];anullsrc=r=16000:cl=mono,atrim=duration=2[b];${tone}[c];[a][b][c]concat=n=3:v=0:a=1`;
  execFileSync(binaries.ffmpeg, [
    '-v',
    'error',
    '-y',
    '-filter_complex',
    filter,
    '-c:a',
    'libopus',
    file('speech.ogg'),
  ]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('listening with ffmpeg', () => {
  it('measures a recording by decoding it', async () => {
    expect(await tool.secondsOf(file('speech.ogg'), HOUR, never)).toBeCloseTo(8, 0);
  });

  it.each(['mp3', 'm4a', 'wav', 'flac', 'aac', 'webm', 'mka', 'mp4', 'aiff', 'wma'])('reads a .%s', async (format) => {
    execFileSync(binaries.ffmpeg, ['-v', 'error', '-y', '-i', file('speech.ogg'), file(`speech.${format}`)]);

    expect(await tool.secondsOf(file(`speech.${format}`), HOUR, never)).toBeCloseTo(8, 0);
  });

  it('does not listen on for ever', async () => {
    expect(await tool.secondsOf(file('speech.ogg'), 2, never)).toBeCloseTo(2, 0);
  });

  it('hears where nobody speaks', async () => {
    const [silence, ...others] = await tool.silences(file('speech.ogg'), never);
    expect(others).toEqual([]);
    expect(silence?.startsAt).toBeCloseTo(3, 0);
    expect(silence?.endsAt).toBeCloseTo(5, 0);
  });

  it('cuts a stretch out as MP3 of the right length', async () => {
    await tool.cut(file('speech.ogg'), { startsAt: 2, endsAt: 6 }, file('piece.mp3'), never);
    expect(await tool.secondsOf(file('piece.mp3'), HOUR, never)).toBeCloseTo(4, 0);
  });

  it('says that a text file is no audio', async () => {
    writeFileSync(file('letter.ogg'), 'Dear Anna, this is not a recording.');
    await expect(tool.secondsOf(file('letter.ogg'), HOUR, never)).rejects.toMatchObject({ code: 'audio-unreadable' });
  });

  it('opens no network address that a hostile playlist names', async () => {
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
    await expect(tool.secondsOf(file('list.m3u8'), HOUR, never)).rejects.toMatchObject({ code: 'audio-unreadable' });
    server.close();
    expect(asked).toBe(0);
  });

  it.each([
    [
      'an HLS playlist',
      (other: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://${other}\n#EXT-X-ENDLIST\n`,
    ],
    ['a list to join', (other: string) => `ffconcat version 1.0\nfile ${path.basename(other)}\n`],
  ])('opens no other file that %s names', async (_what, naming) => {
    writeFileSync(file('playlist.ogg'), naming(file('speech.ogg')));

    const stolen = { startsAt: 0, endsAt: 1 };
    for (const read of [
      () => tool.secondsOf(file('playlist.ogg'), HOUR, never),
      () => tool.silences(file('playlist.ogg'), never),
      () => tool.cut(file('playlist.ogg'), stolen, file('stolen.mp3'), never),
    ]) {
      await expect(read()).rejects.toMatchObject({ code: 'audio-unreadable' });
    }
  });

  it('does not blame the recording when ffmpeg is killed', async () => {
    writeFileSync(file('killed'), '#!/bin/sh\nkill -9 $$\n', { mode: 0o755 });
    const killed = new FfmpegAudioTool({ ...binaries, ffmpeg: file('killed') });

    await expect(killed.secondsOf(file('speech.ogg'), HOUR, never)).rejects.toMatchObject({
      code: 'unexpected',
      mayRetry: true,
    });
  });

  it('is refused at the start with programs that cannot be run, or with one of the two', () => {
    const given = (ffmpeg?: string, ffprobe?: string) => () => findFfmpeg({ ffmpeg, ffprobe }, '');

    expect(given(file('none'), file('none'))).toThrow('FFMPEG_PATH');
    expect(given(binaries.ffmpeg, undefined)).toThrow('FFPROBE_PATH');
    expect(given(binaries.ffmpeg, binaries.ffprobe)()).toMatchObject({ from: 'environment' });
  });

  it('stops ffmpeg when the time is up', async () => {
    const stop = new AbortController();
    const listening = tool.secondsOf(file('speech.ogg'), HOUR, stop.signal);
    stop.abort();
    await expect(listening).rejects.toMatchObject({ code: 'took-too-long' });
  });
});
