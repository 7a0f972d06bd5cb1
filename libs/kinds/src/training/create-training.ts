import type { QueryRunner } from 'typeorm';
import { createOrderIndexes, ORDER_COLUMNS } from '../order/order-columns';

/** Makes the table of trainings: a part of the migration that makes the schema of the trainer, between whose statements it stands. */
export async function createTraining(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE TABLE trainer.training (${ORDER_COLUMNS},
      avatar_id   uuid    NOT NULL,              -- no foreign key: an order of an avatar that is not there is refused and kept
      preset      text    NOT NULL CHECK (preset IN ('fast', 'balanced', 'best')),
      steps       integer NOT NULL CHECK (steps BETWEEN 1 AND 10000),
      timed_as    text    NOT NULL DEFAULT '',   -- trainingTimedAs: orders with the same one take about as long
      dataset_url text,                          -- the photographs packed at the provider's; a secret, gone with the end
      stage       text    NOT NULL DEFAULT 'training' CHECK (stage IN ('training', 'probing')),
      model       jsonb,                         -- what was trained, while it is tried out; a secret, gone with the end
      probes      jsonb   NOT NULL DEFAULT '[]', -- pictures drawn to try it, at our cost: scale and distance of each
      first_distance real                        -- why it was trained once more, at our cost; null: it was not
    )`);
  await db.query(`COMMENT ON TABLE trainer.training IS 'A paid order: one run of the provider''s trainer.'`);
  await createOrderIndexes(db, 'trainer.training', 'timed_as');
}

/** Makes what that migration makes at its end. */
export async function indexTraining(db: QueryRunner): Promise<void> {
  await db.query(`CREATE UNIQUE INDEX training_one_open ON trainer.training (avatar_id) WHERE finished_at IS NULL`);
  await db.query(`CREATE INDEX training_of_avatar ON trainer.training (avatar_id)`);
}
