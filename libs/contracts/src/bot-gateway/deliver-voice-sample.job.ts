import { IsBoolean, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { type SpeechSpeed, type Voice, VOICES } from '@aisha/kinds';
import { OpenValue } from '@aisha/kinds/fields';

/** "This is how that voice sounds": a voice message that is the same for everybody. */
export class DeliverVoiceSample {
  @IsUUID() userId!: UserId;

  /** Storage reference of the sample; null when no sample could be made. */
  @IsOptional() @IsString() @Length(1, 512) sample: string | null = null;

  /** True when no sample was made because today's free work is used up. Since 2026-11-23; absent: false. */
  @IsOptional() @IsBoolean() isUsedUp?: boolean;

  @OpenValue(VOICES, { fallback: 'soft' }) voice!: Voice;

  /** The speed of speech, in hundredths of the voice's usual speed. */
  @IsInt() @Min(50) @Max(200) speed!: SpeechSpeed;
}
