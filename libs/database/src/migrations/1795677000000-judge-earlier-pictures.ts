import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Marks the invitations whose friend drew a picture before first pictures were rewarded: the friend's next picture is not the first one
 * (decision 205).
 */
export class JudgeEarlierPictures1795677000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      UPDATE billing.referral r SET picture_outcome = 'drew-before'
       WHERE picture_outcome IS NULL
         AND EXISTS (SELECT FROM billing.credit_hold h
                      WHERE h.user_id = r.friend_id AND h.kind IN ('generation', 'together') AND h.delivered > 0)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`UPDATE billing.referral SET picture_outcome = NULL WHERE picture_outcome = 'drew-before'`);
  }
}
