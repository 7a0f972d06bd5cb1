import { IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import type { OrderId } from '@aisha/domain';
import { QUESTION_LENGTH } from './question';
import { OrderReference } from '../order/order-fields';
import { startMessage } from '../order/start-message';

/** "Answer this from what was said." Billing forwards it once the credits are held. */
export class StartQuestion extends OrderReference {
  /** The order whose transcript is asked; null when all transcripts of the person are asked. */
  @IsOptional() @IsUUID() transcriptId: OrderId | null = null;

  /**
   * The question as the person typed it, in one line; null: the person withdrew their consent while the message kept
   * failing. The sender decides what is too short (StartGeneration).
   */
  @IsOptional() @IsString() @Length(1, QUESTION_LENGTH.max) question: string | null = null;

  /** Parts of text that were quoted and held (`textUnitsOf`); one for a question to all transcripts. */
  @IsInt() @Min(1) @Max(10_000) units!: number;
}

export const QUESTION_START = startMessage(StartQuestion, ({ units }) => ['question', units]);
