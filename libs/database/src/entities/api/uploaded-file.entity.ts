import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApiKeyId, OrderId, UploadedFileId, UserId } from '@aisha/domain';
import type { RecordingRefusal, SentPhotoRefusal } from '@aisha/kinds';

/** The kinds of orders that begin with a file. */
export const UPLOAD_USES = ['restoration', 'animation', 'transcription'] as const;
export type UploadUse = (typeof UPLOAD_USES)[number];

/** A file that a program has sent to the public API, without its content (decision 224). */
@Entity({ schema: 'api', name: 'uploaded_file' })
export class UploadedFile {
  /** Also the id of the photo, or of the measured recording. */
  @PrimaryColumn({ type: 'uuid' }) id!: UploadedFileId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'uuid', name: 'key_id' }) keyId!: ApiKeyId;
  @Column({ type: 'text', name: 'used_for' }) usedFor!: UploadUse;
  /** The header Idempotency-Key. */
  @Column({ type: 'text' }) name!: string;
  /** SHA-256 of the content, in hexadecimal digits. */
  @Column({ type: 'text' }) digest!: string;
  /** A decimal number. */
  @Column({ type: 'bigint' }) bytes!: string;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  /** After this moment no order can use the file. */
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt!: Date;
  /** When the app that checks the file has answered; null until then. */
  @Column({ type: 'timestamptz', name: 'checked_at', nullable: true }) checkedAt!: Date | null;
  /** Why no order can use the file; null: it may be used, or nobody has checked it yet. */
  @Column({ type: 'text', nullable: true }) refusal!: SentPhotoRefusal | RecordingRefusal | null;
  /** The width of a photo as it waits in storage, in pixels. */
  @Column({ type: 'integer', nullable: true }) width!: number | null;
  @Column({ type: 'integer', nullable: true }) height!: number | null;
  /** How many faces a photo shows; null also where nobody has counted them. */
  @Column({ type: 'integer', nullable: true }) faces!: number | null;
  /** The length of a recording, in seconds. */
  @Column({ type: 'float8', nullable: true }) seconds!: number | null;
  /** How many of these seconds have speech. */
  @Column({ type: 'float8', nullable: true }) speech!: number | null;
  /** The order that uses the file. */
  @Column({ type: 'uuid', name: 'order_id', nullable: true }) orderId!: OrderId | null;
}
