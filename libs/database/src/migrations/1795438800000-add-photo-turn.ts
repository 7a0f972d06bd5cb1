import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos wait in turns by person, as long jobs do: decision 114. */
export class AddPhotoTurn1795438800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    // The photo with the lowest turn is next; each person has one photo in a turn.
    await db.query(`ALTER TABLE trainer.waiting_photo ADD turn bigint NOT NULL DEFAULT 0`);
    await db.query(`CREATE INDEX waiting_photo_of_user ON trainer.waiting_photo (user_id, turn)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX trainer.waiting_photo_of_user`);
    await db.query(`ALTER TABLE trainer.waiting_photo DROP turn`);
  }
}
