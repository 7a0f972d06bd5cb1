import { timeInRecording } from '@aisha/kinds';
import type { DeliveredDocument } from '@aisha/kinds/tables';
import { documentTexts } from '@aisha/words';
import { beginningOf, html, type Calendar } from '../../engine/conversation';
import { documentOf, type Content } from '../../engine/deliveries/content';
import { fileNameOf, nameOf } from './file-name';

/** Characters of the beginning of a document: a caption holds 1024. */
const PREVIEW = 700;

/** Takes as many points as there is room for, none of them cut; when the first alone is too long, its beginning. */
const beginningOfPoints = (points: readonly string[]): string => {
  const fitting = points.findIndex((_, at) => points.slice(0, at + 1).join('\n').length > PREVIEW);
  if (fitting < 0) return points.join('\n');
  return fitting === 0 ? beginningOf(points[0]!, PREVIEW) : `${points.slice(0, fitting).join('\n')}\n…`;
};

/**
 * The file, with what it is, how it begins and whether all of it was found in the recording. It quotes the person's recording: the times
 * in its words then play that from there (decision 89).
 */
export const deliveredDocument = (document: DeliveredDocument, calendar: Calendar): Content => {
  const t = documentTexts[calendar.language];
  const { points, documentPath, messageId, transcriptId } = document;
  const lines = points.map(({ text, at }) => (at === null ? text : `${timeInRecording(at)} ${text}`));
  const preview = beginningOfPoints(lines);
  const doubted = points.filter(({ isSupported }) => !isSupported).length;
  return {
    ...documentOf(
      documentPath,
      fileNameOf(document, 'docx', calendar),
      html`<b>${nameOf(document, calendar)}</b>

${preview}${doubted > 0 && t.doubted({ points: doubted, isOfRecording: transcriptId !== null })}`,
    ),
    ...(messageId !== null && { replyTo: messageId }),
  };
};
