import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { TERMS } from '../http/terms';

/** The longest address of a webhook, in characters. */
const LONGEST = 500;

/** What a program sends to add a webhook. */
export class WebhookBody {
  @ApiProperty({
    description: 'A public https address with the usual port.',
    maxLength: LONGEST,
    example: 'https://shop.example/aisha',
  })
  @IsString()
  @Length(1, LONGEST)
  url!: string;
}

/** A webhook, without its secret. */
export class WebhookAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() url!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ description: `Whether nothing is sent to it, because it failed for ${TERMS.fails}, or answered 410.` })
  isPaused!: boolean;
}

/** A webhook with its secret, which is shown only this once. */
export class NewWebhookAnswer extends WebhookAnswer {
  @ApiProperty({ description: 'What its messages are signed with. It is shown once.', example: 'whsec_…' })
  secret!: string;
}

export class WebhooksAnswer {
  @ApiProperty({ type: [WebhookAnswer] }) webhooks!: WebhookAnswer[];
}

/** A new secret, which is shown only this once. */
export class WebhookSecretAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: `The new secret. The old one signs beside it for ${TERMS.bothSecrets}.` })
  secret!: string;
}

export class WebhookResumedAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() isPaused!: boolean;
}
