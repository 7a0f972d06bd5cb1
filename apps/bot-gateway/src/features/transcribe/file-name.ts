import type { ExportFormat } from '@aisha/kinds';
import type { Transcript } from '@aisha/kinds/tables';
import { transcribeTexts } from '@aisha/words';
import { isoDayText, type Calendar } from '../../engine/conversation';

/** The name of a file: its title, without what file systems refuse; its day while it has no title. */
export const fileNameOf = (
  { title, createdAt }: Pick<Transcript, 'title' | 'createdAt'>,
  format: ExportFormat,
  calendar: Calendar,
): string => {
  const name = title
    ?.replace(/[\\/:*?"<>|.]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `${name || `${transcribeTexts[calendar.language].fileName}-${isoDayText(createdAt, calendar)}`}.${format}`;
};
