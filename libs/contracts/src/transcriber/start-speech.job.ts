import { Type } from 'class-transformer';
import { IsInt, IsNumber, IsOptional, IsString, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { TYPED_SPEECH_CHARACTERS, VOICES, type OrderId, type SpeechSpeed, type Voice } from '@aisha/domain';
import { KnownValue } from '../enumerated-values';
import { OrderReference } from '../order-fields';

/** What of a transcript is read aloud: all of it, or a stretch of its recording. */
export class SpokenTranscript {
  /** A transcript is called by its order. */
  @IsUUID() transcriptId!: OrderId;

  /** Seconds of the recording; null: from its beginning. */
  @IsOptional() @IsNumber() @Min(0) from: number | null = null;

  /** Null: to its end. */
  @IsOptional() @IsNumber() @Min(0) to: number | null = null;
}

/**
 * "Read this aloud." Let through by billing once the credits are held. It has a text, a file or a transcript; none of them: the file could not
 * be fetched.
 */
export class StartSpeech extends OrderReference {
  /** As the person typed it, like an idea; whatever is longer comes as a file. */
  @IsOptional() @IsString() @Length(1, TYPED_SPEECH_CHARACTERS) text: string | null = null;

  /** Where the text lies (storage reference): a file of theirs as it came. */
  @IsOptional() @IsString() @Length(1, 512) file: string | null = null;

  @IsOptional() @ValidateNested() @Type(() => SpokenTranscript) transcript?: SpokenTranscript | null;

  @KnownValue(VOICES) voice!: Voice;

  /** In hundredths of the voice's own. */
  @IsInt() @Min(50) @Max(200) speed!: SpeechSpeed;

  /** Started 500 characters that were quoted and held; of a file by its bytes, because nothing else is known of it. */
  @IsInt() @Min(1) @Max(10_000) parts!: number;
}
