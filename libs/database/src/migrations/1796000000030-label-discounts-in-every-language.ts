import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the labels of a discount in languages besides Russian and English: a German read an English one on a German button. */
export class LabelDiscountsInEveryLanguage1796000000030 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE billing.discount ADD COLUMN labels jsonb NOT NULL DEFAULT '{}'`);
    await db.query(
      `COMMENT ON COLUMN billing.discount.labels IS 'By language, besides label_ru and label_en; a language without one reads label_en.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE billing.discount DROP COLUMN labels`);
  }
}
