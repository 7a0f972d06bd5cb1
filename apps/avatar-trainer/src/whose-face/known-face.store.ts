import { Injectable } from '@nestjs/common';
import type { Database, Transaction } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';
import { KnownFace } from '@aisha/database/trainer';
import type { AvatarId } from '@aisha/domain';
import { LessThan } from 'typeorm';
import type { Embedding } from '../photo-check/analysis';
import { THRESHOLDS } from '../photo-check/thresholds';

/** SQL: the distance of a row's face from the face $1, 0 to about 1.4, as `distanceOf` computes it. */
const DISTANCE = `(SELECT sqrt(sum((a - b) ^ 2)) FROM unnest(embedding::real[], $1::real[]) AS pair (a, b))`;

const LOCK = `hashtext('trainer.known_face')`;

/** The most avatars that are found near a face: more than a person has. */
const MOST_NEAR = 50;
/** How many photos a page has: comparing them takes a second, and a statement may take ten seconds (statement_timeout). */
const PAGE = 20_000;
const NO_PHOTO = '00000000-0000-0000-0000-000000000000';

/**
 * The register of faces that need two selfies: until these have come, no avatar with such a face is drawn. This class is the only writer of
 * trainer.known_face.
 */
@Injectable()
export class KnownFaceStore {
  /**
   * Makes everybody who compares faces with the register wait until this transaction ends, and waits for those who do. To be taken before
   * anything else, so that nobody whom it waits for waits for it.
   */
  async lock(tx: Transaction): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
  }

  /** Keeps a face. A second face with the same id replaces the first. */
  async keep(tx: Transaction, face: Pick<KnownFace, 'id' | 'source' | 'userId'>, embedding: Embedding): Promise<void> {
    await tx.upsert(KnownFace, { ...face, embedding: [...embedding], knownAt: new Date() }, ['id']);
  }

  async forget(tx: Transaction, id: string): Promise<void> {
    await tx.delete(KnownFace, { id });
  }

  async forgetStopped(tx: Transaction, before: Date): Promise<void> {
    await tx.delete(KnownFace, { source: 'avatar', knownAt: LessThan(before) });
  }

  /** Removes the faces that people gave for reports, once they have withdrawn their consent. */
  async forgetReported(tx: Transaction, lookBackDays: number): Promise<void> {
    await tx.query(
      `WITH withdrawn AS MATERIALIZED (${withdrawnWithin('$1')})
       DELETE FROM trainer.known_face USING withdrawn
        WHERE known_face.user_id = withdrawn.user_id AND source = 'report' AND known_at < until`,
      [lookBackDays],
    );
  }

  /**
   * Whether one of these faces is likely that of a person in the register. What the transaction writes is found by whoever enters a face
   * afterwards (`lock`).
   */
  async isNear(tx: Transaction, faces: readonly Embedding[]): Promise<boolean> {
    await tx.query(`SELECT pg_advisory_xact_lock_shared(${LOCK})`);
    for (const face of faces) {
      const found = await tx.query<unknown[]>(`SELECT FROM trainer.known_face WHERE ${DISTANCE} <= $2 LIMIT 1`, [
        face,
        THRESHOLDS.knownFace.warn,
      ]);
      if (found.length > 0) return true;
    }
    return false;
  }

  /**
   * Finds the avatars with a photo that may show this face, the nearest first. Every photo is compared, at 46 µs each. The photos are read
   * page by page outside of a transaction, so that no statement takes long, however many photos there are.
   */
  async avatarsNear({ read }: Pick<Database, 'read'>, face: Embedding, page = PAGE): Promise<readonly AvatarId[]> {
    const nearest = new Map<AvatarId, number>();
    for (let after: string | null = NO_PHOTO; after;) {
      const [{ last, near }]: [PageOfPhotos] = await read.query(
        `WITH page AS MATERIALIZED (
           SELECT id, avatar_id, embedding FROM trainer.avatar_photo WHERE embedding IS NOT NULL AND id > $3 ORDER BY id LIMIT $4),
         compared AS (SELECT avatar_id, ${DISTANCE} AS distance FROM page)
         SELECT (SELECT id FROM page ORDER BY id DESC LIMIT 1) AS last,
           (SELECT coalesce(json_agg(json_build_object('avatarId', avatar_id, 'distance', distance)), '[]')
              FROM compared WHERE distance <= $2) AS near`,
        [face, THRESHOLDS.linkedFaces.warn, after, page],
      );
      for (const { avatarId, distance } of near) {
        nearest.set(avatarId, Math.min(distance, nearest.get(avatarId) ?? Infinity));
      }
      after = last;
    }
    const inOrder = [...nearest].sort(([, one], [, other]) => one - other);
    return inOrder.slice(0, MOST_NEAR).map(([avatarId]) => avatarId);
  }
}

interface PageOfPhotos {
  /** The id of the page's last photo, after which the next page begins; null for the empty page after the last photo. */
  readonly last: string | null;
  readonly near: readonly { readonly avatarId: AvatarId; readonly distance: number }[];
}
