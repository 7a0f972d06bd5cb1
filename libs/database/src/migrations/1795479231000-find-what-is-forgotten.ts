import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates indexes for the removal of faces and selfies, by their age or by their person, so that no removal reads a whole table. */
export class FindWhatIsForgotten1795479231000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX known_face_by_time ON trainer.known_face (source, known_at)`);
    await db.query(`CREATE INDEX known_face_of_user ON trainer.known_face (user_id) WHERE source = 'report'`);
    await db.query(`CREATE INDEX selfie_by_time ON trainer.selfie (created_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX trainer.selfie_by_time, trainer.known_face_of_user, trainer.known_face_by_time`);
  }
}
