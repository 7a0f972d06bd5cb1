import { ApiProperty } from '@nestjs/swagger';
import { ORDER_STATES } from '@aisha/domain';
import { OFFERED_KINDS } from '../offers/offered-kinds';
import { TranscriptContentAnswer } from '../offers/kind/transcript-answer';
import { TERMS } from '../http/terms';

/**
 * The states of an order as the API shows them: `placed` until billing has held the credits, `refused` if billing held none, and from the
 * hold on the engine’s states.
 */
const SHOWN_STATES = ['placed', 'refused', ...ORDER_STATES] as const;
export type OrderState = (typeof SHOWN_STATES)[number];

/** Why an order was refused, failed or was cancelled, or delivered only a part. */
export class OrderErrorAnswer {
  @ApiProperty({ description: 'Stable: see the page of error codes.', example: 'prompt-refused' }) code!: string;
  @ApiProperty({ description: 'A sentence for people: what happened, what became of the credits, what next.' })
  message!: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Of “too-many-orders”: how many orders you may have under way at once, all kinds together; of others null.',
    example: null,
  })
  maxOpenOrders!: number | null;
}

/** The API’s answer about an order. */
export class OrderAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: OFFERED_KINDS }) kind!: string;

  @ApiProperty({
    enum: SHOWN_STATES,
    description:
      '“placed”: its credits are being held; “refused”: they were not, and nothing is charged; “waiting”: it is at the provider. An order ends as “refused”, “succeeded”, “failed” or “cancelled”.',
  })
  state!: OrderState;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How many orders stand before it, while it is queued; in lists null.',
  })
  ahead!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Pictures, or parts of a text, that were ordered.' })
  units!: number | null;

  @ApiProperty({ description: 'How many of them were delivered.' }) delivered!: number;
  @ApiProperty({ description: 'The price as it was quoted: it never costs more.', example: 3 }) priceCredits!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'What was charged; null until it is settled.' })
  chargedCredits!: number | null;

  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiProperty({ type: OrderErrorAnswer, nullable: true }) error!: OrderErrorAnswer | null;
}

export class OrderPage {
  @ApiProperty({ type: [OrderAnswer] }) orders!: OrderAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'Send it as “before” for the next page; null at the end.' })
  next!: string | null;
}

/** What an order would cost. */
export class QuoteAnswer {
  @ApiProperty({ description: 'What is paid for.', example: 'picture.ultra' }) item!: string;
  @ApiProperty({ example: 1 }) units!: number;
  @ApiProperty({ description: 'The price now. POST /v1/orders takes it as maxCredits.', example: 5 })
  priceCredits!: number;
}

/** A file of a result. */
export class FileAnswer {
  @ApiProperty({
    description: 'Names the file within its order; of a picture it is the “pictureId” of further orders.',
  })
  id!: string;
  @ApiProperty({ description: 'What it is.', example: 'picture' }) kind!: string;
  @ApiProperty({ example: 'image/jpeg' }) contentType!: string;
  @ApiProperty({ description: 'The size in bytes; 0 when it is not known.' }) bytes!: number;
  @ApiProperty({ description: 'Where the key’s owner reads it, with the key.', example: '/v1/orders/…/files/…' })
  path!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: `A link with which anybody reads this file, for ${TERMS.link}; null where this installation makes none.`,
  })
  url!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the link ends.' })
  urlExpiresAt!: string | null;
}

/** What an order delivered: files, or the points of a document or of an answer to a question. */
export class ResultsAnswer {
  @ApiProperty({ format: 'uuid' }) orderId!: string;
  @ApiProperty({ type: [FileAnswer] }) files!: FileAnswer[];

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'The points of a document or of an answer, with the quotes they rest on; empty for other kinds.',
  })
  points!: object[];

  @ApiProperty({ type: TranscriptContentAnswer, nullable: true, description: 'The words of a recording; else null.' })
  transcript!: TranscriptContentAnswer | null;
}
