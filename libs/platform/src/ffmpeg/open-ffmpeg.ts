import { canLimit } from '../confined/confined-program';
import type { Logger } from '../logger';
import { findFfmpeg, type FfmpegBinaries } from './ffmpeg-binaries';
import type { FfmpegConfig } from './ffmpeg.config';

/**
 * Opens the ffmpeg of this app. The log says where this ffmpeg is from, and has a warning on a system that cannot limit its memory, time
 * and files.
 */
export async function openFfmpeg(config: FfmpegConfig, log: Logger): Promise<FfmpegBinaries> {
  const { FFMPEG_PATH: ffmpeg, FFPROBE_PATH: ffprobe, FFMPEG_FROM_NPM: mayBePackaged } = config;
  const binaries = findFfmpeg({ ffmpeg, ffprobe }, config.PATH, { mayBePackaged });
  log.info('ffmpeg.found', { from: binaries.from });
  if (!(await canLimit()))
    log.warn('ffmpeg.not-limited', {
      remedy: 'sh here cannot bound memory, time and files: bound the container',
    });
  return binaries;
}
