import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApiKeyId, UserId } from '@aisha/domain';

/** An answer of the public API that is repeated when the same Idempotency-Key comes again within a day. */
@Entity({ schema: 'api', name: 'idempotent_answer' })
export class IdempotentAnswer {
  @PrimaryColumn({ type: 'uuid', name: 'key_id' }) keyId!: ApiKeyId;
  /** The header Idempotency-Key. */
  @PrimaryColumn({ type: 'text' }) name!: string;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** SHA-256 of method, path and body: another request with the same Idempotency-Key is refused. */
  @Column({ type: 'text' }) request!: string;
  @Column({ type: 'integer' }) status!: number;
  @Column({ type: 'jsonb' }) body!: Record<string, unknown>;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
