import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { UPLOAD_USES, UploadedFile, type UploadUse } from '@aisha/database/api';
import {
  FREE_FILES_A_DAY,
  HOUR_MS,
  RETENTION_MS,
  type ApiKeyId,
  type OrderId,
  type UploadedFileId,
  type UserId,
} from '@aisha/domain';
import type { RecordingRefusal, SentPhotoRefusal } from '@aisha/kinds';

/** A file that has arrived completely. */
export type NewFile = Pick<UploadedFile, 'id' | 'userId' | 'keyId' | 'usedFor' | 'name' | 'digest'> & {
  readonly bytes: number;
};

/** The result of a file’s check. */
export type Found = Partial<Pick<UploadedFile, 'width' | 'height' | 'faces' | 'seconds' | 'speech'>> & {
  readonly refusal: SentPhotoRefusal | RecordingRefusal | null;
};

/** Why a file gets no row. */
type NotAdded = 'key-gone' | 'too-many-today' | 'too-many-at-once' | 'name-taken';

/** The limits of photos, or of recordings. */
interface Form {
  /** The most files of one person that are checked in a day: as many as in the chat. */
  readonly aDay: number;
  readonly atOnce: number;
  /**
   * How many milliseconds after its check an order may take a file: somewhat less than the trainer keeps photos and the transcriber
   * recordings.
   */
  readonly takenWithinMs: number;
}

const PHOTO: Form = { aDay: FREE_FILES_A_DAY.sentPhotos, atOnce: 10, takenWithinMs: RETENTION_MS.sentPhoto - HOUR_MS };
const RECORDING: Form = {
  aDay: FREE_FILES_A_DAY.recordings,
  atOnce: 3,
  takenWithinMs: RETENTION_MS.measuredRecording - 10 * 60_000,
};
/** As in the chat, all photos count together, whatever they are for. */
const FORMS: Readonly<Record<UploadUse, Form>> = { restoration: PHOTO, animation: PHOTO, transcription: RECORDING };
export const isPhoto = (usedFor: UploadUse): usedFor is Exclude<UploadUse, 'transcription'> => FORMS[usedFor] === PHOTO;

/** How long a file without an answer counts as being checked. */
const UNCHECKED = `interval '1 hour'`;

/** Files that programs have sent: the rows, not their content. This class is the only writer of api.uploaded_file. */
@Injectable()
export class UploadedFileStore {
  constructor(private readonly database: Database) {}

  /** A file of the person; null when the person has no such file. */
  find(userId: UserId, id: UploadedFileId): Promise<UploadedFile | null> {
    return this.database.read.findOneBy(UploadedFile, { id, userId });
  }

  /** The file that came with this Idempotency-Key by this API key; null when there is none. */
  named(keyId: ApiKeyId, name: string): Promise<UploadedFile | null> {
    return this.database.read.findOneBy(UploadedFile, { keyId, name });
  }

  /** Why the person may send no further file now; null when they may. */
  async fullOf(
    { userId, usedFor }: Pick<NewFile, 'userId' | 'usedFor'>,
    tx?: Transaction,
  ): Promise<'too-many-today' | 'too-many-at-once' | null> {
    const [used] = await (tx ? Database.within(tx) : this.database).read.query<[{ today: number; atOnce: number }]>(
      `SELECT count(*)::int AS today,
              count(*) FILTER (WHERE checked_at IS NULL AND created_at > now() - ${UNCHECKED})::int AS "atOnce"
         FROM api.uploaded_file
        WHERE user_id = $1 AND used_for = ANY ($2) AND created_at > now() - interval '1 day'`,
      [userId, UPLOAD_USES.filter((use) => FORMS[use] === FORMS[usedFor])],
    );
    const { aDay, atOnce } = FORMS[usedFor];
    if (used.today >= aDay) return 'too-many-today';
    return used.atOnce >= atOnce ? 'too-many-at-once' : null;
  }

  /**
   * Adds the row of a stored file, and locks the key. An erasure of the person at this moment either finds the row, or has deleted the key,
   * so that no row is added.
   */
  async add(tx: Transaction, file: NewFile): Promise<UploadedFile | NotAdded> {
    const { id, userId, keyId, usedFor, name, digest, bytes } = file;
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('uploaded_file:' || $1, 0))`, [userId]);
    const [key] = await tx.query<unknown[]>(`SELECT FROM api.api_key WHERE id = $1 AND user_id = $2 FOR SHARE`, [
      keyId,
      userId,
    ]);
    if (!key) return 'key-gone';
    if (await tx.existsBy(UploadedFile, { keyId, name })) return 'name-taken';
    const full = await this.fullOf(file, tx);
    if (full) return full;
    await tx.query(
      `INSERT INTO api.uploaded_file (id, user_id, key_id, used_for, name, digest, bytes, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now() + ${UNCHECKED})`,
      [id, userId, keyId, usedFor, name, digest, bytes],
    );
    return tx.findOneByOrFail(UploadedFile, { id });
  }

  /**
   * Records the result of a file’s check, once. An order may take the file as long as its row is kept, at most. False when a result is
   * recorded already, or the file is gone.
   */
  async check(
    tx: Transaction,
    { userId, id, usedFor }: Pick<NewFile, 'userId' | 'id' | 'usedFor'>,
    found: Found,
  ): Promise<boolean> {
    const { refusal, width = null, height = null, faces = null, seconds = null, speech = null } = found;
    const [, checked] = await tx.query<[unknown, number]>(
      `UPDATE api.uploaded_file
          SET checked_at = now(), expires_at = least(now() + $10 * interval '1 ms', created_at + $11 * interval '1 ms'),
              refusal = $4, width = $5, height = $6, faces = $7, seconds = $8, speech = $9
        WHERE id = $1 AND user_id = $2 AND used_for = $3 AND checked_at IS NULL`,
      [
        ...[id, userId, usedFor, refusal, width, height, faces, seconds, speech],
        ...[FORMS[usedFor].takenWithinMs, RETENTION_MS.fromPrograms],
      ],
    );
    return checked > 0;
  }

  /** Reserves a file for an order. False when another order has it, when it has expired, or when it is refused or not checked yet. */
  async take(tx: Transaction, userId: UserId, id: UploadedFileId, orderId: OrderId): Promise<boolean> {
    const [, taken] = await tx.query<[unknown, number]>(
      `UPDATE api.uploaded_file SET order_id = $3
        WHERE id = $1 AND user_id = $2 AND order_id IS NULL AND refusal IS NULL AND checked_at IS NOT NULL
          AND expires_at > now()`,
      [id, userId, orderId],
    );
    return taken > 0;
  }

  /** Frees a file whose order billing refused, so that another order may take it. */
  async release(tx: Transaction, userId: UserId, orderId: OrderId): Promise<void> {
    await tx.query(`UPDATE api.uploaded_file SET order_id = NULL WHERE order_id = $1 AND user_id = $2`, [
      orderId,
      userId,
    ]);
  }

  /**
   * Removes rows that have been kept for as long as /privacy says, a day. Until then a file counts toward the limit of a day, and its
   * Idempotency-Key cannot be used anew.
   */
  async forget(): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query(`DELETE FROM api.uploaded_file WHERE created_at < now() - $1 * interval '1 ms'`, [
        RETENTION_MS.fromPrograms,
      ]),
    );
  }
}
