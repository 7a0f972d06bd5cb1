import { IsString, IsUUID, Length } from 'class-validator';
import type { UserId, WebhookId } from '@aisha/domain';

/** "This webhook of yours is paused, because it kept failing or said that it is gone." The public API sends it once per pause. */
export class TellPausedWebhook {
  @IsUUID() webhookId!: WebhookId;
  @IsUUID() userId!: UserId;

  /** The host of the webhook's address. The rest of the address may hold a secret. */
  @IsString() @Length(1, 300) host!: string;
}
