import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApiKeyId, ApiScope, UserId } from '@aisha/domain';

/** A key to the public API. The key itself is stored nowhere: the row is found by the digest of the key. */
@Entity({ schema: 'api', name: 'api_key' })
export class ApiKey {
  @PrimaryColumn({ type: 'uuid' }) id!: ApiKeyId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** The name that the person gave the key. */
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', array: true }) scopes!: ApiScope[];
  /** SHA-256 of the key, in hexadecimal digits. */
  @Column({ type: 'text', select: false }) digest!: string;
  /** The last four characters of the key. */
  @Column({ type: 'text' }) ending!: string;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  /** When the key was last used, to the minute; null: never. */
  @Column({ type: 'timestamptz', name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
}
