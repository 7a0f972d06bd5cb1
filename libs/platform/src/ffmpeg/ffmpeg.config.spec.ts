import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../config';
import { FfmpegConfig } from './ffmpeg.config';

describe('a machine without an ffmpeg of its own', () => {
  const start = (given: Record<string, string>) => () => parseConfig(FfmpegConfig, { PATH: '/nowhere', ...given });

  it('a machine without an ffmpeg of its own is told the remedy when the configuration is read', () => {
    expect(start({})).toThrow('FFMPEG_FROM_NPM: is false and there is no ffmpeg here: install it');
  });

  it.each([{ FFMPEG_FROM_NPM: 'true' }, { FFMPEG_PATH: '/opt/ffmpeg', FFPROBE_PATH: '/opt/ffprobe' }])(
    'a machine without an ffmpeg of its own may start with %j',
    (given) => {
      expect(start(given)).not.toThrow();
    },
  );
});
