import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What providers bill by day and model, beside what our own rows listed for the same day when the bill was read. */
export class CreateProviderBill1795600200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE billing.provider_bill (
        provider text        NOT NULL,
        day      date        NOT NULL,  -- by UTC
        read_at  timestamptz NOT NULL,
        PRIMARY KEY (provider, day)
      )`);
    await db.query(
      `COMMENT ON TABLE billing.provider_bill IS 'A day of a provider''s bill, as it was read last; its lines are in billing.provider_bill_line.'`,
    );
    await db.query(`
      CREATE TABLE billing.provider_bill_line (
        provider text   NOT NULL,
        day      date   NOT NULL,
        model    text   NOT NULL,
        billed   bigint NOT NULL CHECK (billed >= 0),  -- millionths of a US dollar, by the provider's report
        listed   bigint NOT NULL CHECK (listed >= 0),  -- the same by our rows of paid requests
        PRIMARY KEY (provider, day, model),
        FOREIGN KEY (provider, day) REFERENCES billing.provider_bill
      )`);
    await db.query(
      `COMMENT ON TABLE billing.provider_bill_line IS 'What a provider bills for a model on a day, beside our own account of it; either may be 0.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE billing.provider_bill_line, billing.provider_bill`);
  }
}
