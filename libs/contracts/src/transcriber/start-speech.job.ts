import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { TYPED_SPEECH_CHARACTERS, VOICES, type SpeechSpeed, type Voice } from '@aisha/domain';
import { KnownValue } from '../enumerated-values';
import { OrderReference } from '../order-fields';

/** "Read this aloud." Let through by billing once the credits are held. It has a text or a file; neither: the file could not be fetched. */
export class StartSpeech extends OrderReference {
  /** As the person typed it, like an idea; whatever is longer comes as a file. */
  @IsOptional() @IsString() @Length(1, TYPED_SPEECH_CHARACTERS) text: string | null = null;

  /** Where the text lies (storage reference): a file of theirs as it came, or a transcript. */
  @IsOptional() @IsString() @Length(1, 512) file: string | null = null;

  @KnownValue(VOICES) voice!: Voice;

  /** In hundredths of the voice's own. */
  @IsInt() @Min(50) @Max(200) speed!: SpeechSpeed;

  /** Started 500 characters that were quoted and held; of a file by its bytes, because nothing else is known of it. */
  @IsInt() @Min(1) @Max(10_000) parts!: number;
}
