import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createProviderPause, createTraining, indexTraining } from '@aisha/kinds/tables';

/** Avatars, the photographs they are made from, and their trainings. */
export class CreateTrainer1795132803000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE trainer.avatar (
        id                    uuid        PRIMARY KEY,
        user_id               uuid        NOT NULL,
        name                  text        NOT NULL CHECK (length(name) BETWEEN 2 AND 50),
        training_type         text        NOT NULL CHECK (training_type IN ('portrait', 'style')),
        subject               text        CHECK (subject IN ('man', 'woman', 'other')),  -- null: the person has not said yet
        status                text        NOT NULL DEFAULT 'draft' CHECK (status IN
          ('draft', 'photos_uploading', 'ready_for_training', 'training', 'completed', 'error', 'cancelled')),
        trigger_phrase        text        NOT NULL UNIQUE,  -- the same in training and in every prompt
        finetune_id           text,                         -- the provider's request that made the model
        lora_url              text,                         -- the provider's copy; used while it answers
        lora_key              text,                         -- our copy, taken when training ends
        lora_sha256           text,                         -- of our copy
        photo_map             text,                         -- storage reference of the picture of its photos that its person was shown
        lora_scale            real        CHECK (lora_scale > 0),              -- at which the probe was most like the photos
        likeness_distance     real        CHECK (likeness_distance >= 0),      -- of that probe, as generator.picture.face_distance
        error_code            text,                         -- ErrorCode of the last failed training
        is_main               boolean     NOT NULL DEFAULT false,
        created_at            timestamptz NOT NULL DEFAULT now(),
        training_completed_at timestamptz,
        deleted_at            timestamptz,                  -- files and provider references are gone; the row answers old receipts
        CHECK (NOT is_main OR (status = 'completed' AND deleted_at IS NULL)),
        CHECK (subject IS NOT NULL OR status NOT IN ('training', 'completed')),
        CHECK (status <> 'completed' OR lora_key IS NOT NULL OR deleted_at IS NOT NULL)
      )`);
    await db.query(
      `COMMENT ON TABLE trainer.avatar IS 'A personal model: of a face (portrait) or of a manner (style).'`,
    );
    await db.query(`CREATE UNIQUE INDEX avatar_one_main ON trainer.avatar (user_id) WHERE is_main`);
    await db.query(`CREATE INDEX avatar_of_user ON trainer.avatar (user_id, id DESC) WHERE deleted_at IS NULL`);

    await db.query(`CREATE INDEX avatar_deleted ON trainer.avatar (deleted_at) WHERE deleted_at IS NOT NULL`);
    // An hourly job looks for maps of sets that are already trained.
    await db.query(`CREATE INDEX avatar_with_map ON trainer.avatar (status) WHERE photo_map IS NOT NULL`);

    await db.query(`
      CREATE TABLE trainer.avatar_photo (
        id         uuid        PRIMARY KEY,
        avatar_id  uuid        NOT NULL REFERENCES trainer.avatar (id),
        accepted   boolean     NOT NULL,
        findings   text[]      NOT NULL,          -- PhotoFinding names
        file_path  text        UNIQUE,            -- storage reference; null when refused
        bytes      integer,                       -- of that file
        sha256     text,                          -- of the file as it came: finds exact duplicates
        is_main    boolean     NOT NULL DEFAULT false,
        main_chosen boolean    NOT NULL DEFAULT false, -- main because the person said so, not because it was the first they sent
        person_confirmed boolean NOT NULL DEFAULT false, -- the person says that it shows them, whatever the models say
        metadata   jsonb       NOT NULL,          -- every measurement but the embedding
        embedding  real[],                        -- 128 numbers of the face: biometric, of accepted photos alone
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (accepted = (file_path IS NOT NULL)),
        CHECK (accepted OR NOT is_main),
        CHECK (accepted OR embedding IS NULL),
        CHECK (is_main OR NOT main_chosen)
      )`);
    await db.query(
      `COMMENT ON TABLE trainer.avatar_photo IS 'One photograph a person sent, taken or refused, and what was measured on it.'`,
    );
    await db.query(`CREATE UNIQUE INDEX avatar_photo_one_main ON trainer.avatar_photo (avatar_id) WHERE is_main`);
    await db.query(`CREATE UNIQUE INDEX avatar_photo_once ON trainer.avatar_photo (avatar_id, sha256) WHERE accepted`);
    await db.query(`CREATE INDEX avatar_photo_of_avatar ON trainer.avatar_photo (avatar_id, id)`);

    await db.query(`
      CREATE TABLE trainer.waiting_photo (
        photo_id    uuid        PRIMARY KEY,        -- made when it came: the order of arrival
        avatar_id   uuid        NOT NULL,           -- no foreign key: the avatar's message may be slower
        user_id     uuid        NOT NULL,
        incoming    text,                           -- storage reference; null when it could not be fetched
        refusal     text,                           -- PhotoFinding: why it was not fetched
        trace_id    text,
        attempts    integer     NOT NULL DEFAULT 0,
        not_before  timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz                     -- a process checks it
      )`);
    await db.query(`COMMENT ON TABLE trainer.waiting_photo IS 'A photo that came and has no verdict yet.'`);
    await db.query(
      `CREATE INDEX waiting_photo_under_way ON trainer.waiting_photo (lease_until) WHERE lease_until IS NOT NULL`,
    );

    await createTraining(db);
    await createProviderPause(db, 'trainer');
    await indexTraining(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE trainer.provider_pause, trainer.training, trainer.waiting_photo, trainer.avatar_photo, trainer.avatar`,
    );
  }
}
