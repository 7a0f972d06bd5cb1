import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import type { ReportMisuse } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { AppError, MAX_FILE_BYTES, REPORTS_A_DAY, type ReportNews } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { incomingPhotoKey, ObjectStore } from '@aisha/storage';
import { PhotoDecoder } from '../photo-check/photo-decoder';
import { reportsTaken } from './report.metrics';
import { ReportedFaces, type ReportedFace } from './reported-faces';
import { ReportStore } from './report.store';

/** What the picture of a report shows: a face with the avatars near it, no face, or nothing that could be read. Null without a picture. */
type Seen = ReportedFace | Extract<ReportNews, 'no-face' | 'photo-unread'> | null;

/**
 * Keeps a report, unless the person has sent too many today. It takes only the embedding from the picture, and removes the file at once. It
 * stops other people's avatars whose photos look like the face, until two selfies show that the face is their person's own; a report about
 * something else (`other`) stops none. The reporter does not learn whether there are such avatars.
 */
@Injectable()
export class ReportMisuseHandler implements JobHandler<ReportMisuse> {
  constructor(
    private readonly decoder: PhotoDecoder,
    private readonly storage: ObjectStore,
    private readonly reports: ReportStore,
    private readonly faces: ReportedFaces,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (report: ReportMisuse, context: JobContext): Promise<void> => {
    const seen = await this.seenIn(report, context.signal);
    await context.once((tx) => this.keep(tx, report, seen));
    const { userId, photoId } = report;
    if (photoId) await this.storage.remove([incomingPhotoKey(userId, photoId, 'jpg')]);
  };

  /** Keeps the report without a face when its picture could not be analysed. */
  readonly giveUp = (report: ReportMisuse, _error: AppError, tx: Transaction): Promise<void> =>
    this.keep(tx, report, report.photoId ? 'photo-unread' : null);

  private async keep(tx: Transaction, report: ReportMisuse, seen: Seen): Promise<void> {
    const { reportId: id, userId, about, words } = report;
    const face = typeof seen === 'string' ? null : seen;
    const isTaken = await this.mayReport(tx, report);
    if (!face || !isTaken) await this.faces.forget(tx, report); // an earlier attempt, or another report, may have been quicker
    if (!isTaken) return this.tell(tx, report, 'too-many');
    const avatars = face ? await this.faces.stop(tx, report, face) : [];
    await this.reports.add(tx, { id, userId, about, words, hasFace: face !== null, avatars: [...avatars] });
    reportsTaken.inc({ about });
    await this.tell(tx, report, typeof seen === 'string' ? seen : 'taken');
  }

  private async mayReport(tx: Transaction, { userId }: ReportMisuse): Promise<boolean> {
    return (await this.reports.countOfDay(tx, userId)) < REPORTS_A_DAY;
  }

  private tell(tx: Transaction, { userId, reportId, photoId }: ReportMisuse, news: ReportNews): Promise<void> {
    return this.outbox.add(tx, message(botGatewayInbox, 'show-report', { userId, reportId, news, photoId }));
  }

  private async seenIn(report: ReportMisuse, signal: AbortSignal): Promise<Seen> {
    const { userId, photoId } = report;
    if (!photoId) return null;
    const incoming = incomingPhotoKey(userId, photoId, 'jpg');
    const file = await this.storage.getBuffer(incoming, { maxBytes: MAX_FILE_BYTES }).catch((error: unknown) => {
      if (error instanceof AppError && !error.mayRetry) return null;
      throw error;
    });
    const photo = file && (await this.decoder.analyse(file, { faces: true, signal }));
    if (!photo || 'finding' in photo) return 'photo-unread';
    const face = photo.analysis.likeness?.embedding;
    if (!face) return 'no-face';
    await this.faces.awaitPhotos(report, face, (tx) => this.mayReport(tx, report));
    return { face, near: await this.faces.near(face) };
  }
}
