import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds when a reporter was told that an avatar is stopped: the bot must not tell that person later that nothing was found (decision 119).
 */
export class AddToldOfStop1795435200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE trainer.face_report ADD told_of_stop_at timestamptz`);
    // The index finds the reports that are to be forgotten.
    await db.query(`CREATE INDEX face_report_closed ON trainer.face_report (closed_at) WHERE closed_at IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX trainer.face_report_closed`);
    await db.query(`ALTER TABLE trainer.face_report DROP told_of_stop_at`);
  }
}
