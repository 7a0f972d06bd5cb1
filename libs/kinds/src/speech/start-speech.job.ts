import { Type } from 'class-transformer';
import { IsInt, IsNumber, IsOptional, IsString, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import type { OrderId, TextId } from '@aisha/domain';
import { type SpeechSpeed, TYPED_SPEECH_CHARACTERS, type Voice, VOICES } from './speech';
import { KnownValue } from '../order/enumerated-values';
import { OrderReference } from '../order/order-fields';
import { startMessage } from '../order/start-message';

/** The part of a transcript that is read aloud: all of it, or a stretch of its recording. */
export class SpokenTranscript {
  /** The id of the transcript, which is that of its order. */
  @IsUUID() transcriptId!: OrderId;

  /** Where the stretch begins, in seconds of the recording; null: at its beginning. */
  @IsOptional() @IsNumber() @Min(0) from: number | null = null;

  /** Where the stretch ends, in seconds of the recording; null: at its end. */
  @IsOptional() @IsNumber() @Min(0) to: number | null = null;
}

/**
 * "Read this aloud." Billing forwards it once the credits are held. It has a typed text, a sent one, or a transcript.
 */
export class StartSpeech extends OrderReference {
  /** The text as the person typed it; a longer text comes as a file. */
  @IsOptional() @IsString() @Length(1, TYPED_SPEECH_CHARACTERS) text: string | null = null;

  /** The text of a file that the person sent. */
  @IsOptional() @IsUUID() textId?: TextId | null;

  @IsOptional() @ValidateNested() @Type(() => SpokenTranscript) transcript?: SpokenTranscript | null;

  @KnownValue(VOICES) voice!: Voice;

  /** The speed in hundredths of the voice's own speed. */
  @IsInt() @Min(50) @Max(200) speed!: SpeechSpeed;

  /** How many started stretches of 500 characters were quoted and held. */
  @IsInt() @Min(1) @Max(10_000) parts!: number;
}

export const SPEECH_START = startMessage(StartSpeech, ({ parts }) => ['speech.part', parts]);
