import { message } from '@aisha/contracts';
import type { CloseReport, FreeAvatar, StopAvatar } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { OperatorActs, type ActOutcome, type Transaction } from '@aisha/database';
import type { Avatar, FaceReport } from '@aisha/database/trainer';
import { isEndedBySelfies, type ReportNews } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { ReportStore } from '../reports/report.store';
import { FaceStops } from '../whose-face/face-stops';
import { KnownFaceStore } from '../whose-face/known-face.store';

const aboutReport = ({ id: reportId, userId }: FaceReport, news: ReportNews) =>
  message(botGatewayInbox, 'show-report', { userId, reportId, news, photoId: null });

/**
 * Stops an avatar when an operator orders it; once per act, with its audit row (decision 215). Tells the avatar's person. Tells the reporter
 * only about the first stop. Refuses a stop that selfies can end if the avatar is a style, or is already stopped for misuse.
 */
@Injectable()
export class StopAvatarHandler implements JobHandler<StopAvatar> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly stops: FaceStops,
    private readonly reports: ReportStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: StopAvatar, context: JobContext): Promise<void> => {
    const { avatarId, actId, operator } = asked;
    const done = await context.once(async (tx) => {
      const avatar = await this.stops.lockForOperator(tx, avatarId);
      const act = { act: 'stop-avatar', subject: avatarId, unknown: 'avatar-unknown' } as const;
      return this.acts.recordAbout(tx, asked, act, avatar, (found) => this.stop(tx, asked, found));
    });
    if (done) this.log.info('avatar.stopped', { actId, operator, avatarId, outcome: done.outcome });
  };

  private async stop(tx: Transaction, { stop, reportId }: StopAvatar, avatar: Avatar): Promise<ActOutcome> {
    if (stop === 'reported' && avatar.trainingType === 'style') return { outcome: 'no-face-to-prove' };
    // A stop that selfies can end must not replace one for misuse: otherwise two selfies would end a stop that an operator made.
    if (avatar.stoppedFor && !isEndedBySelfies(avatar.stoppedFor) && isEndedBySelfies(stop))
      return { outcome: 'stopped-for-misuse' };
    const report = reportId === undefined ? null : await this.reports.lock(tx, reportId);
    if (reportId !== undefined && !report) return { outcome: 'report-unknown' };
    await this.stops.stop(tx, avatar, stop);
    if (report) {
      // The reporter is told only once; otherwise the number of messages would reveal the number of avatars.
      if (!report.toldOfStopAt)
        await this.outbox.add(tx, aboutReport(report, isEndedBySelfies(stop) ? 'paused' : 'stopped'));
      await this.reports.stopped(tx, report.id, avatar.id);
    }
    return { outcome: 'done', details: { stop, report: reportId ?? null } };
  }
}

/** Ends the stop of an avatar when an operator orders it; once per act, with its audit row. */
@Injectable()
export class FreeAvatarHandler implements JobHandler<FreeAvatar> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly stops: FaceStops,
    private readonly reports: ReportStore,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: FreeAvatar, context: JobContext): Promise<void> => {
    const { avatarId, actId, operator } = asked;
    const done = await context.once(async (tx) => {
      const avatar = await this.stops.lockForOperator(tx, avatarId);
      const act = { act: 'free-avatar', subject: avatarId, unknown: 'avatar-unknown' } as const;
      return this.acts.recordAbout(tx, asked, act, avatar, (found) => this.free(tx, found));
    });
    if (done) this.log.info('avatar.freed', { actId, operator, avatarId, outcome: done.outcome });
  };

  private async free(tx: Transaction, avatar: Avatar): Promise<ActOutcome> {
    if (avatar.stoppedFor === null) return { outcome: 'not-stopped' };
    await this.stops.free(tx, avatar);
    // Forgets that the reporters know of the stop, so that they will be told how their reports end.
    await this.reports.freed(tx, avatar.id);
    return { outcome: 'done', details: { stop: avatar.stoppedFor } };
  }
}

/** Closes a report with what an operator found, and forgets the reported face if the operator says so; once per act, with its audit row. */
@Injectable()
export class CloseReportHandler implements JobHandler<CloseReport> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly known: KnownFaceStore,
    private readonly reports: ReportStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: CloseReport, context: JobContext): Promise<void> => {
    const { reportId, actId, operator } = asked;
    const done = await context.once(async (tx) => {
      const report = await this.reports.lock(tx, reportId);
      const act = { act: 'close-report', subject: reportId, unknown: 'report-unknown' } as const;
      return this.acts.recordAbout(tx, asked, act, report, (found) => this.close(tx, asked, found));
    });
    if (done) this.log.info('report.closed', { actId, operator, reportId, outcome: done.outcome });
  };

  private async close(tx: Transaction, { reason, forgetFace }: CloseReport, report: FaceReport): Promise<ActOutcome> {
    if (report.closedAt) return { outcome: 'closed-before' };
    await this.reports.close(tx, report.id, reason);
    if (forgetFace) await this.known.forget(tx, report.id);
    // The words about a closed report say that perhaps nothing was found, so a reporter who knows about a stop does not get them.
    if (!report.toldOfStopAt) await this.outbox.add(tx, aboutReport(report, 'closed'));
    return { outcome: 'done', details: { forgetFace } };
  }
}
