import { srtOf } from '@aisha/printing';
import type { FileType } from './file-type';
import { cuesIn, type Subtitles } from './subtitles';

/** Makes subtitles for any player. */
export const srt: FileType<Subtitles> = {
  contentType: 'application/x-subrip',
  render: async (subtitles) => Buffer.from(srtOf(cuesIn(subtitles)), 'utf8'),
};
