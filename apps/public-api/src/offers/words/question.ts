import { startOrder } from '@aisha/contracts';
import type { OrderId } from '@aisha/domain';
import { QUESTION_LENGTH, questionIn } from '@aisha/kinds';
import { QuestionReader } from '@aisha/kinds/tables';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { IsId } from '../../http/input.pipes';
import { wrong } from '../../http/problem';
import type { OfferedKindOf } from '../kind/offered-kind';
import { OrderBody } from '../kind/order-body';
import { unitsOfTranscript } from './units-of-transcript';

/** An answer from one transcript, or from all transcripts. */
export class QuestionBody extends OrderBody {
  @ApiProperty({ enum: ['question'] }) @IsIn(['question']) kind!: 'question';

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'A transcript of /v1/transcripts; without it all are asked.',
  })
  @IsOptional()
  @IsId()
  transcriptId?: OrderId;

  @ApiProperty({
    minLength: QUESTION_LENGTH.min,
    maxLength: QUESTION_LENGTH.max,
    example: 'What did we decide about the price?',
  })
  @IsString()
  @Length(QUESTION_LENGTH.min, QUESTION_LENGTH.max)
  question!: string;
}

export const QUESTION_OFFER: OfferedKindOf<'question', QuestionBody> = {
  body: QuestionBody,
  line: async (body, asked) => {
    const { userId } = asked;
    const question = questionIn(body.question);
    if (question === undefined) throw wrong('question', 'question has too few words');
    const transcriptId = body.transcriptId ?? null;
    const units = transcriptId === null ? 1 : await unitsOfTranscript(transcriptId, asked);
    const order = { transcriptId, question, units };
    return { item: 'question', units, start: (orderId) => startOrder('question', { orderId, userId, ...order }) };
  },
  delivers: null,
  points: async (database, userId, orderId) =>
    (await new QuestionReader(database).find(userId, orderId))?.answer?.points ?? [],
};
