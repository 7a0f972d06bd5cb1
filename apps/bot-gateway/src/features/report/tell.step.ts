import { message } from '@aisha/contracts';
import { avatarTrainerInbox, type ReportMisuse } from '@aisha/contracts/avatar-trainer';
import { REPORTS_A_DAY, REPORT_LENGTH, type PhotoId, type ReportId } from '@aisha/domain';
import { incomingPhotoKey } from '@aisha/storage';
import { callback, finish, send, toMenu, type IncomingFile, type StepContext } from '../../engine/conversation';
import { fetchFree, noPicture } from '../../free-files/fetch-free';
import { goTo, on, onFile, onPhoto, onText, stay, step, type ReportDraft } from './report.draft';
import type { reportTexts } from '@aisha/words';
import type { FileBudget } from '../../free-files/file-budget.store';

/**
 * How many pictures of one person's reports are checked: at most two at once, and in a day at most as many as the number of reports that the
 * trainer accepts in a day.
 */
export const REPORTS: FileBudget = { atOnce: 2, aDay: REPORTS_A_DAY };

type Context = StepContext<(typeof reportTexts)['ru']>;

const withoutWords = callback('report.send', {});
const back = callback('report.back', {});

const reportOf = ({ about = 'other' }: ReportDraft, { person: { userId }, newId }: Context) => ({
  reportId: newId<ReportId>(),
  userId,
  about,
});

const sendReport = (report: Pick<ReportMisuse, 'reportId' | 'userId' | 'about'> & Partial<ReportMisuse>) =>
  message(avatarTrainerInbox, 'report-misuse', { words: null, photoId: null, ...report });

/**
 * Sends the report with a picture. If the picture cannot be fetched, the report is still sent, and the trainer says that the picture could
 * not be read.
 */
const withPicture = (draft: ReportDraft, file: IncomingFile, context: Context) => {
  if (noPicture(file)) return stay(draft, context.t.notAPicture);
  const photoId = context.newId<PhotoId>();
  const { userId, ...report } = reportOf(draft, context);
  const told = sendReport({ ...report, userId, photoId, words: file.caption });
  const fetched = fetchFree({
    userId,
    fileId: file.fileId,
    countedFor: photoId,
    target: incomingPhotoKey(userId, photoId, 'jpg'),
    countedAs: 'reports',
    onStored: told,
    refused: () => told,
  });
  const { albumId } = file;
  return albumId === null ? finish(context.t.sent, fetched) : goTo('sent', { album: albumId }, fetched);
};

const another = ({ album }: ReportDraft, { albumId }: IncomingFile, { t }: Context) =>
  albumId === album ? stay({ album }) : finish(t.alreadySent);

/** Follows the first picture of an album. The others are not looked at: at the menu they would begin an avatar of the reported face. */
export const sentStep = step({
  screen: (_, t) => ({ text: t.sentFirst, buttons: [[toMenu.button(t.menu, {})]] }),
  actions: [onPhoto(another), onFile(another)],
});

/** Asks for words or for a picture with the face. The person may send one of these, both, or neither. */
export const tellStep = step({
  screen: ({ about = 'other' }, t) => ({
    text: t.tell({ about }),
    buttons: [[withoutWords.button(t.withoutWords, {})], [back.button(t.back, {})]],
  }),
  actions: [
    on(withoutWords, (draft, _, context) => finish(context.t.sent, send(sendReport(reportOf(draft, context))))),
    on(back, (draft) => goTo('about', draft)),
    onText((draft, words, context) =>
      words.length > REPORT_LENGTH.max
        ? stay(draft, context.t.tooLong)
        : finish(context.t.sent, send(sendReport({ ...reportOf(draft, context), words }))),
    ),
    onPhoto(withPicture),
    onFile(withPicture),
  ],
});
