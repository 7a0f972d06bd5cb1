import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';
import { FaceReport } from '@aisha/database/trainer';
import type { UserId } from '@aisha/domain';
import { LessThan } from 'typeorm';

export type NewReport = Omit<FaceReport, 'createdAt' | 'toldOfStopAt' | 'closedAt' | 'closedAs'>;

/**
 * Keeps reports of misuse. It is the only writer of trainer.face_report besides the operators' command that closes them
 * (tools/operate/reports.mts).
 */
@Injectable()
export class ReportStore {
  async add(tx: Transaction, report: NewReport): Promise<void> {
    await tx.insert(FaceReport, report);
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
