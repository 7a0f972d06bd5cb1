import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../config';
import { FfmpegConfig } from './ffmpeg.config';

describe('a machine without an ffmpeg of its own', () => {
  const start = (given: Record<string, string>) => () => parseConfig(FfmpegConfig, { PATH: '/nowhere', ...given });

  it('where the machine has no ffmpeg of its own, the configuration is refused in a sentence that names the remedy', () => {
    expect(start({})).toThrow('FFMPEG_FROM_NPM: is false and there is no ffmpeg here: install it');
  });

  it.each([{ FFMPEG_FROM_NPM: 'true' }, { FFMPEG_PATH: '/opt/ffmpeg', FFPROBE_PATH: '/opt/ffprobe' }])(
    'where the machine has no ffmpeg of its own, the configuration is accepted with %j',
    (given) => {
      expect(start(given)).not.toThrow();
    },
  );
});
