import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An avatar is drawn from several of its photos, too, and by the path that is most like it (decisions 192 and 193). The photos of existing
 * sets, except children's, are ranked in the order they came, until the next change of a set ranks them by their measurements.
 */
export class AddDrawingPaths1795557600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      ALTER TABLE trainer.avatar
        ADD references_distance real, -- of pictures drawn from several photos; null: none was measured
        ADD photo_distance      real  -- of pictures drawn from the main photo alone`);
    await db.query(
      `ALTER TABLE trainer.avatar ADD lora_family text NOT NULL DEFAULT 'flux-1' -- of models that draw with its LoRA`,
    );
    await db.query(
      `ALTER TABLE trainer.avatar_photo ADD reference_rank smallint -- among the photos drawn from together, from 1`,
    );
    await db.query(`
      UPDATE trainer.avatar_photo photo SET reference_rank = ranked.rank
        FROM (SELECT p.id, row_number() OVER (PARTITION BY p.avatar_id ORDER BY p.is_main DESC, p.id) AS rank
                FROM trainer.avatar_photo p JOIN trainer.avatar a ON a.id = p.avatar_id
               WHERE p.accepted AND a.training_type = 'portrait' AND a.deleted_at IS NULL
                 AND NOT 'another-person' = ANY (p.findings)
                 -- A face that looks younger than 16 (decision 118), and one whose age nobody measured, waits for the next change of the set.
                 AND (p.metadata -> 'face' ->> 'age')::real >= 16) ranked
       WHERE photo.id = ranked.id AND ranked.rank <= 14`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE trainer.avatar_photo DROP reference_rank`);
    await db.query(`ALTER TABLE trainer.avatar DROP references_distance, DROP photo_distance, DROP lora_family`);
  }
}
