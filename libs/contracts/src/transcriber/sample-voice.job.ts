import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { type Language, LANGUAGES, type UserId } from '@aisha/domain';
import { type SpeechSpeed, type Voice, VOICES } from '@aisha/kinds';
import { KnownValue, OpenValue } from '@aisha/kinds/fields';

/** "Let me hear this voice." Free; the answer is deliver-voice-sample. */
export class SampleVoice {
  @IsUUID() userId!: UserId;

  @KnownValue(VOICES) voice!: Voice;

  /** The speed of speech, in hundredths of the voice's usual speed. */
  @IsInt() @Min(50) @Max(200) speed!: SpeechSpeed;

  /** The language of the sentence that the voice says. */
  @OpenValue(LANGUAGES, { fallback: 'ru' }) language!: Language;
}
