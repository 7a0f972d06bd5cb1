import { cuesOf, cueTime, type Subtitles } from './cues';
import type { FileType } from './file-type';

/** SRT knows no escapes: text that looks like its arrow, a tag or a position gets other signs. */
const shown = (line: string): string =>
  line
    .replaceAll('-->', '→')
    .replace(/<(?=[a-z/])/gi, '‹')
    .replaceAll('{\\', '(\\');

/** Subtitles for any player. */
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
