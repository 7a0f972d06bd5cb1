import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApiKeyId, OrderId, UploadedFileId, UserId, WebhookId } from '@aisha/domain';

/**
 * An address to which we send messages about the ends of a person's API orders, and about the files that their programs sent (decision 221).
 */
@Entity({ schema: 'api', name: 'webhook' })
export class Webhook {
  @PrimaryColumn({ type: 'uuid' }) id!: WebhookId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** The key that added the webhook, which goes with it; null: it was added before this was kept, and goes with any key. */
  @Column({ type: 'uuid', name: 'key_id', nullable: true, select: false }) keyId!: ApiKeyId | null;
  @Column({ type: 'text' }) url!: string;
  /** What the webhook's messages are signed with: `whsec_` and base64. */
  @Column({ type: 'text', select: false }) secret!: string;
  /** The secret before the last rotation; until `previousUntil` messages are signed with it, too. */
  @Column({ type: 'text', name: 'previous_secret', nullable: true, select: false }) previousSecret!: string | null;
  @Column({ type: 'timestamptz', name: 'previous_until', nullable: true, select: false }) previousUntil!: Date | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  /** Since when the address has accepted no message; null: it accepted the last one, or has got none yet. */
  @Column({ type: 'timestamptz', name: 'failing_since', nullable: true, select: false }) failingSince!: Date | null;
  /** Since when nothing is sent to the webhook, because it kept failing or said that it is gone; null: it is not paused. */
  @Column({ type: 'timestamptz', name: 'paused_at', nullable: true }) pausedAt!: Date | null;
}

/** A message to a webhook about one order or one sent file; it is sent again until the endpoint accepts it or we give up. */
@Entity({ schema: 'api', name: 'webhook_delivery' })
export class WebhookDelivery {
  /** The header webhook-id: the same at each attempt. */
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid', name: 'webhook_id' }) webhookId!: WebhookId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** The order; null for a file. */
  @Column({ type: 'uuid', name: 'order_id', nullable: true }) orderId!: OrderId | null;
  /** The file; null for an order. */
  @Column({ type: 'uuid', name: 'file_id', nullable: true }) fileId!: UploadedFileId | null;
  /** The body as it is signed. */
  @Column({ type: 'text' }) body!: string;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @Column({ type: 'integer' }) attempts!: number;
  @Column({ type: 'timestamptz', name: 'next_at' }) nextAt!: Date;
  /** Until this moment only the process that holds the lease may send the message. */
  @Column({ type: 'timestamptz', name: 'lease_until', nullable: true }) leaseUntil!: Date | null;
  @Column({ type: 'timestamptz', name: 'delivered_at', nullable: true }) deliveredAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'gave_up_at', nullable: true }) gaveUpAt!: Date | null;
}
