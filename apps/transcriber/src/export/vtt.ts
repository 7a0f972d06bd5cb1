import { cueTime } from '@aisha/printing';
import type { FileType } from './file-type';
import { cuesIn, type Subtitles } from './subtitles';

/** Escapes of the three signs that have a meaning in VTT: https://www.w3.org/TR/webvtt1/#webvtt-cue-text. */
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const shown = (line: string): string => line.replace(/[&<>]/g, (sign) => ESCAPES[sign]!);

/** Makes subtitles for web pages. */
export const vtt: FileType<Subtitles> = {
  contentType: 'text/vtt; charset=utf-8',
  render: async (subtitles) =>
    Buffer.from(
      [
        'WEBVTT\n',
        ...cuesIn(subtitles).map(
          ({ startsAt, endsAt, lines }) =>
            `${cueTime(startsAt, '.')} --> ${cueTime(endsAt, '.')}\n${lines.map(shown).join('\n')}\n`,
        ),
      ].join('\n'),
      'utf8',
    ),
};
