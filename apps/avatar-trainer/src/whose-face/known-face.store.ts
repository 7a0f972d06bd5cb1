import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';
import { KnownFace } from '@aisha/database/trainer';
import type { AvatarId } from '@aisha/domain';
import { LessThan } from 'typeorm';
import type { Embedding } from '../photo-check/analysis';
import { THRESHOLDS } from '../photo-check/thresholds';
import { distanceSql } from './face-distance';

/** More avatars than show one person. */
const MOST_NEAR = 50;

/** The register of faces of which no avatar is drawn before two selfies say whose they are. The only writer of trainer.known_face. */
@Injectable()
export class KnownFaceStore {
  /** The same id twice is one face, the newest. */
  async keep(tx: Transaction, face: Pick<KnownFace, 'id' | 'source' | 'userId'>, embedding: Embedding): Promise<void> {
    await tx.upsert(KnownFace, { ...face, embedding: [...embedding], knownAt: new Date() }, ['id']);
  }

  async forget(tx: Transaction, id: string): Promise<void> {
    await tx.delete(KnownFace, { id });
  }

  async forgetStopped(tx: Transaction, before: Date): Promise<void> {
    await tx.delete(KnownFace, { source: 'avatar', knownAt: LessThan(before) });
  }

  /** The face that somebody gave for a report goes with their consent. */
  async forgetReported(tx: Transaction, lookBackDays: number): Promise<void> {
    await tx.query(
      `WITH withdrawn AS MATERIALIZED (${withdrawnWithin('$1')})
       DELETE FROM trainer.known_face USING withdrawn
        WHERE known_face.user_id = withdrawn.user_id AND source = 'report' AND known_at < until`,
      [lookBackDays],
    );
  }

  /** Whether one of these faces is likely that of somebody in the register. */
  async isNear(tx: Transaction, faces: readonly Embedding[]): Promise<boolean> {
    for (const face of faces) {
      const found = await tx.query<unknown[]>(
        `SELECT FROM trainer.known_face WHERE ${distanceSql('embedding', '$1')} <= $2 LIMIT 1`,
        [face, THRESHOLDS.knownFace.warn],
      );
      if (found.length > 0) return true;
    }
    return false;
  }

  /** The avatars with a photo that may show this face, the nearest first. */
  async avatarsNear(tx: Transaction, face: Embedding): Promise<readonly AvatarId[]> {
    const found = await tx.query<{ avatarId: AvatarId }[]>(
      `SELECT avatar_id AS "avatarId", min(distance) AS nearest
         FROM (SELECT avatar_id, ${distanceSql('embedding', '$1')} AS distance FROM trainer.avatar_photo WHERE embedding IS NOT NULL) AS photo
        WHERE distance <= $2 GROUP BY avatar_id ORDER BY nearest LIMIT ${MOST_NEAR}`,
      [face, THRESHOLDS.linkedFaces.warn],
    );
    return found.map(({ avatarId }) => avatarId);
  }
}
