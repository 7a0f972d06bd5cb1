import type { ExportFormat } from '@aisha/kinds';
import type { Transcript } from '@aisha/kinds/tables';
import { transcribeTexts } from '@aisha/words';
import { isoDayText, type Calendar } from '../../engine/conversation';

/** By its title, without what file systems refuse; by its day while it has none. */
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
