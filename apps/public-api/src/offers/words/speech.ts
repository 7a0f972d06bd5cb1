import { startOrder } from '@aisha/contracts';
import {
  SPEECH_SPEEDS,
  type SpeechSpeed,
  speechPartsOf,
  TYPED_SPEECH_CHARACTERS,
  type Voice,
  VOICES,
} from '@aisha/kinds';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import { wrong } from '../../http/problem';
import type { OfferedKindOf } from '../kind/offered-kind';
import { OrderBody } from '../kind/order-body';

/** A text, read aloud. */
export class SpeechBody extends OrderBody {
  @ApiProperty({ enum: ['speech'] }) @IsIn(['speech']) kind!: 'speech';

  @ApiProperty({
    minLength: 1,
    maxLength: TYPED_SPEECH_CHARACTERS,
    example: 'Good evening. The shop closes in ten minutes.',
  })
  @IsString()
  @Length(1, TYPED_SPEECH_CHARACTERS)
  text!: string;

  @ApiPropertyOptional({ enum: VOICES, default: 'soft' }) @IsIn(VOICES) voice: Voice = 'soft';

  @ApiPropertyOptional({ enum: SPEECH_SPEEDS, default: 100, description: 'In hundredths of the voice’s own speed.' })
  @IsIn(SPEECH_SPEEDS)
  speed: SpeechSpeed = 100;
}

export const SPEECH_OFFER: OfferedKindOf<'speech', SpeechBody> = {
  body: SpeechBody,
  line: ({ text, voice, speed }, { userId }) => {
    if (!/[\p{L}\p{N}]/u.test(text)) throw wrong('text', 'text has no words to read aloud');
    const parts = speechPartsOf(text.length);
    const said = { text, voice, speed, parts };
    return {
      item: 'speech.part',
      units: parts,
      start: (orderId) => startOrder('speech', { orderId, userId, ...said }),
    };
  },
  delivers: 'speech',
};
