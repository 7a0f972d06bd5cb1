import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createOrderIndexes, ORDER_COLUMNS } from '../order/order-columns';

/** Creates the tables of orders that draw several people in one picture, and the price of a picture. */
export class CreateTogether1795600410000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE generator.together (${ORDER_COLUMNS},
        avatar_id       uuid    NOT NULL,            -- of the person who orders
        permission_ids  uuid[]  NOT NULL CHECK (cardinality(permission_ids) BETWEEN 1 AND 3), -- of the others, in the order they are drawn
        people          integer NOT NULL,            -- how many are drawn
        prompt          text    NOT NULL,            -- the idea; empty once the picture, the avatar or the consent is gone
        enhanced_prompt text,                        -- the model's prompt
        prompt_writer   text,
        aspect_ratio    text    NOT NULL,
        timed_as        text    NOT NULL,            -- how many are drawn, as orders like it are timed
        seed            integer NOT NULL,
        redrawn         integer NOT NULL DEFAULT 0,  -- drawn again at our cost, because a face was missing or nobody's
        file_path       text,                        -- storage reference of the picture; null until delivered, and when deleted
        cleared_by      text CHECK (cleared_by IN ('both', 'moderator', 'classifier')),
        bytes           integer,                     -- of that file
        width           integer,                     -- of the picture, in pixels
        height          integer,
        CHECK (people = cardinality(permission_ids) + 1),
        CHECK (file_path IS NULL OR (state = 'succeeded' AND cleared_by IS NOT NULL))
      )`);
    await db.query(`COMMENT ON TABLE generator.together IS 'A paid order: a picture of several people.'`);
    await createOrderIndexes(db, 'generator.together', 'timed_as');
    await db.query(`CREATE INDEX together_of_user ON generator.together (user_id, order_id DESC)`);
    await db.query(`CREATE INDEX together_of_avatar ON generator.together (avatar_id)`);
    await db.query(`
      CREATE TABLE generator.permission_use (
        permission_id uuid        PRIMARY KEY,       -- of one picture: a second order finds it used
        order_id      uuid        NOT NULL,
        used_at       timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE generator.permission_use IS 'Which order uses a permission for one picture. Gone when the order ends without a picture.'`,
    );
    await db.query(`CREATE INDEX permission_use_of_order ON generator.permission_use (order_id)`);
    await db.query(`
      CREATE TABLE generator.face_match (
        order_id    uuid        NOT NULL,
        request_id  text        NOT NULL,            -- the provider's request that made the picture
        sha256      text        NOT NULL,            -- of the picture, which is stored and cleared
        cleared_by  text        NOT NULL CHECK (cleared_by IN ('both', 'moderator', 'classifier')),
        bytes       integer     NOT NULL,
        width       integer     NOT NULL,            -- in pixels
        height      integer     NOT NULL,
        distances   jsonb,                           -- for each person in their order: of their face from their photos; null until measured
        strangers   integer,                         -- faces of nobody who was to be drawn
        PRIMARY KEY (order_id, request_id),
        CHECK ((distances IS NULL) = (strangers IS NULL))
      )`);
    await db.query(
      `COMMENT ON TABLE generator.face_match IS 'A drawn picture that waits until the trainer has said whose faces it shows. Gone with the end of its order.'`,
    );
    await db.query(`INSERT INTO billing.price (item, valid_from, amount) VALUES ('together', '2026-11-01Z', 600)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM billing.price WHERE item = 'together'`);
    await db.query(`DROP TABLE generator.face_match`);
    await db.query(`DROP TABLE generator.permission_use`);
    await db.query(`DROP TABLE generator.together`);
  }
}
