import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';
import { FaceReport } from '@aisha/database/trainer';
import type { AvatarId, ReportId, UserId } from '@aisha/domain';
import { LessThan } from 'typeorm';

type NewReport = Omit<FaceReport, 'createdAt' | 'toldOfStopAt' | 'closedAt' | 'closedAs'>;

/** Keeps reports of misuse. It is the only writer of trainer.face_report. */
@Injectable()
export class ReportStore {
  async add(tx: Transaction, report: NewReport): Promise<void> {
    await tx.insert(FaceReport, report);
  }

  /** Locks a report until the transaction ends; null when there is none. An avatar is locked before its report. */
  lock(tx: Transaction, id: ReportId): Promise<FaceReport | null> {
    return tx.findOne(FaceReport, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Records that an avatar was stopped because of a report, and that the reporter was told. */
  async stopped(tx: Transaction, id: ReportId, avatarId: AvatarId): Promise<void> {
    await tx.query(
      `UPDATE trainer.face_report SET told_of_stop_at = now(), avatars = array_remove(avatars, $2) || $2::uuid WHERE id = $1`,
      [id, avatarId],
    );
  }

  /** Forgets that the reporters were told of the stop, so that they will be told how their reports end. */
  async freed(tx: Transaction, avatarId: AvatarId): Promise<void> {
    await tx.query(`UPDATE trainer.face_report SET told_of_stop_at = NULL WHERE $1 = ANY (avatars)`, [avatarId]);
  }

  async close(tx: Transaction, id: ReportId, closedAs: string): Promise<void> {
    await tx.query(`UPDATE trainer.face_report SET closed_at = now(), closed_as = $2 WHERE id = $1`, [id, closedAs]);
  }

  async forgetClosed(tx: Transaction, before: Date): Promise<void> {
    await tx.delete(FaceReport, { closedAt: LessThan(before) });
  }

  /** Removes the words of reports whose writers have withdrawn their consent. */
  async forgetWords(tx: Transaction, lookBackDays: number): Promise<void> {
    await tx.query(
      `WITH withdrawn AS MATERIALIZED (${withdrawnWithin('$1')})
       UPDATE trainer.face_report SET words = NULL FROM withdrawn
        WHERE face_report.user_id = withdrawn.user_id AND created_at < until AND words IS NOT NULL`,
      [lookBackDays],
    );
  }

  async countOfDay(tx: Transaction, userId: UserId): Promise<number> {
    const [{ count }] = await tx.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM trainer.face_report WHERE user_id = $1 AND created_at > now() - interval '1 day'`,
      [userId],
    );
    return count;
  }
}
