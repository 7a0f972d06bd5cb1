import { Injectable } from '@nestjs/common';
import type { CheckPhoto } from '@aisha/contracts/avatar-trainer';
import { Database, nextTurnIn, type Transaction } from '@aisha/database';
import type { WaitingPhoto } from '@aisha/database/trainer';
import { workFacts } from '@aisha/platform';

/** A photo that this process checks. */
export type TakenPhoto = Omit<WaitingPhoto, 'turn' | 'notBefore' | 'leaseUntil'>;

/** A photo is free when no process checks it, or when the process that checked it has died. */
const IS_FREE = `not_before <= now() AND (lease_until IS NULL OR lease_until < now())`;

/**
 * The only writer of trainer.waiting_photo. A photo's turn orders it among the photos of all people (decision 114): a person's first waiting
 * photo gets the turn of the photos that are being checked, and each further photo of the person gets the turn after that of their previous
 * photo.
 */
@Injectable()
export class WaitingPhotoStore {
  constructor(private readonly database: Database) {}

  async add(tx: Transaction, { photoId, avatarId, userId, incoming, refusal }: CheckPhoto): Promise<void> {
    // Without this lock, two photos of one person that arrive at once would get the same turn.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('trainer.waiting_photo ' || $1, 0))`, [userId]);
    await tx.query(
      `INSERT INTO trainer.waiting_photo (photo_id, avatar_id, user_id, incoming, refusal, trace_id, turn)
       VALUES ($1, $2, $3, $4, $5, $6, ${nextTurnIn('trainer.waiting_photo', 'user_id = $3')})
       ON CONFLICT DO NOTHING`,
      [photoId, avatarId, userId, incoming, refusal ?? null, workFacts().traceId ?? null],
    );
  }

  /**
   * Takes up to `limit` photos, those of the lowest turn first. Within a turn, the people with the fewest photos under way come first, then
   * those with the fewest photos waiting. No person has more than `ofOne` photos under way at once. A photo whose process died is taken
   * again when its lease has run out.
   */
  take(limit: number, leaseMs: number, ofOne = limit): Promise<TakenPhoto[]> {
    return this.database.write<TakenPhoto>(
      `WITH under_way AS (SELECT user_id, count(*) AS count FROM trainer.waiting_photo WHERE lease_until >= now() GROUP BY user_id),
       numbered AS (
         SELECT photo_id, turn,
                row_number() OVER (PARTITION BY user_id ORDER BY turn, photo_id) + coalesce(under_way.count, 0) AS round,
                count(*) OVER (PARTITION BY user_id) AS waiting
           FROM trainer.waiting_photo LEFT JOIN under_way USING (user_id) WHERE ${IS_FREE}),
       free AS (
         SELECT photo_id FROM trainer.waiting_photo JOIN numbered USING (photo_id)
          WHERE round <= $3 AND ${IS_FREE}
          ORDER BY numbered.turn, round, waiting, photo_id LIMIT $1 FOR UPDATE OF waiting_photo SKIP LOCKED)
       UPDATE trainer.waiting_photo w SET lease_until = now() + $2 * interval '1 ms', attempts = attempts + 1
         FROM free WHERE w.photo_id = free.photo_id
       RETURNING w.photo_id AS "photoId", w.avatar_id AS "avatarId", w.user_id AS "userId", incoming, refusal, trace_id AS "traceId", attempts`,
      [limit, leaseMs, ofOne],
    );
  }

  /** Extends the lease of a photo that this process still checks. */
  async renew({ photoId, attempts }: TakenPhoto, leaseMs: number): Promise<void> {
    await this.database.write(
      `UPDATE trainer.waiting_photo SET lease_until = now() + $3 * interval '1 ms' WHERE photo_id = $1 AND attempts = $2`,
      [photoId, attempts, leaseMs],
    );
  }

  /** Ends a check. False if another process has taken the photo meanwhile; then the check of that process counts. */
  async remove(tx: Transaction, { photoId, attempts }: TakenPhoto): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>(
      `DELETE FROM trainer.waiting_photo WHERE photo_id = $1 AND attempts = $2 RETURNING photo_id`,
      [photoId, attempts],
    );
    return rows.length > 0;
  }

  async retryIn({ photoId, attempts }: TakenPhoto, pauseMs: number): Promise<void> {
    await this.database.write(
      `UPDATE trainer.waiting_photo SET lease_until = NULL, not_before = now() + $3 * interval '1 ms'
        WHERE photo_id = $1 AND attempts = $2`,
      [photoId, attempts, pauseMs],
    );
  }
}
