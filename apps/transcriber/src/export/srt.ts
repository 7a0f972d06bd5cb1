import { cuesOf, cueTime, type Subtitles } from './cues';
import type { FileType } from './file-type';

/** Replaces signs that look like SRT's arrow, a tag or a position, because SRT has no escapes. */
const shown = (line: string): string =>
  line
    .replaceAll('-->', '→')
    .replace(/<(?=[a-z/])/gi, '‹')
    .replaceAll('{\\', '(\\');

/** Makes subtitles for any player. */
export const srt: FileType<Subtitles> = {
  contentType: 'application/x-subrip',
  render: async (subtitles) =>
    Buffer.from(
      cuesOf(subtitles)
        .map(
          ({ startsAt, endsAt, lines }, at) =>
            `${at + 1}\n${cueTime(startsAt, ',')} --> ${cueTime(endsAt, ',')}\n${lines.map(shown).join('\n')}\n`,
        )
        .join('\n'),
      'utf8',
    ),
};
