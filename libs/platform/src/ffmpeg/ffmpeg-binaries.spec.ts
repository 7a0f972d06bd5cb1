import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findFfmpeg, hasOwnFfmpeg } from './ffmpeg-binaries';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aisha-ffmpeg-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder with programs that print ffmpeg's answers. */
const machine = (name: string, said: string, programs = ['ffmpeg', 'ffprobe']): string => {
  const bin = path.join(folder, name);
  mkdirSync(bin, { recursive: true });
  for (const program of programs) writeFileSync(path.join(bin, program), `#!/bin/sh\n${said}\n`, { mode: 0o755 });
  return bin;
};
const version = (libavutil: string): string =>
  `echo 'ffmpeg version N-1-gabc'; echo 'libavutil      ${libavutil} / 1. 2.  3'`;
const found = (...folders: readonly string[]) => findFfmpeg({}, folders.join(path.delimiter));

describe('the ffmpeg that is used', () => {
  it('the newest ffmpeg on PATH is used, in whatever folder it is', () => {
    const [old, recent, older] = [
      machine('of-2021', version('57. 17.100')),
      machine('of-2024', version('59.  8.100')),
      machine('of-2019', version('56. 31.100')),
    ];

    expect(found(old, recent, older)).toMatchObject({ ffmpeg: path.join(recent, 'ffmpeg'), from: 'PATH' });
    expect(found(older, old)).toMatchObject({ ffmpeg: path.join(old, 'ffmpeg') });
  });

  it('of two ffmpegs with the same version the first on PATH is used', () => {
    const [one, other] = [machine('one', version('59.  8.100')), machine('other', version('59.  8.100'))];

    expect(found(one, other)).toEqual({
      ffmpeg: path.join(one, 'ffmpeg'),
      ffprobe: path.join(one, 'ffprobe'),
      from: 'PATH',
    });
  });

  it('the ffmpeg of 2018 from npm is used, where that is allowed, if the machine’s is older still or does not run', () => {
    for (const bad of [machine('ancient', version('51. 22.  1')), machine('broken', 'exit 1')]) {
      expect(found(bad)).toMatchObject({ from: 'package' });
      expect(findFfmpeg({}, bad, { mayBePackaged: false })).toMatchObject({ ffmpeg: path.join(bad, 'ffmpeg') });
    }
    expect(found()).toMatchObject({ from: 'package' });
    expect(() => findFfmpeg({}, '', { mayBePackaged: false })).toThrow('there is no ffmpeg here: install it');
  });

  it('ffmpeg may have its ffprobe in another folder; without an ffprobe the machine’s ffmpeg does not count', () => {
    const [half, rest] = [
      machine('half', version('60. 1.1'), ['ffmpeg']),
      machine('rest', version('60. 1.1'), ['ffprobe']),
    ];

    expect(found(half, rest)).toMatchObject({ ffmpeg: path.join(half, 'ffmpeg'), ffprobe: path.join(rest, 'ffprobe') });
    expect(hasOwnFfmpeg({}, half)).toBe(false);
  });
});
