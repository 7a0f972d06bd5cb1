import { Type } from 'class-transformer';
import { IsNumber, IsOptional, IsUUID, Min, ValidateNested } from 'class-validator';
import type { SourceId, UserId } from '@aisha/domain';
import { RECORDING_REFUSALS, type RecordingRefusal } from '@aisha/kinds';
import { OpenValue } from '@aisha/kinds/fields';

/** The length of a recording and of the speech in it, in seconds. Only speech is charged. */
export class MeasuredRecording {
  @IsNumber() @Min(0) seconds!: number;
  /** The seconds of speech, without silences longer than a second. */
  @IsNumber() @Min(0) speech!: number;
}

/** "This is how much is said in your recording, or why it has no price." */
export class ShowRecording {
  @IsUUID() userId!: UserId;
  @IsUUID() sourceId!: SourceId;

  /** Null when the recording has no price; `refusal` says why. */
  @IsOptional() @ValidateNested() @Type(() => MeasuredRecording) measured: MeasuredRecording | null = null;
  @IsOptional() @OpenValue(RECORDING_REFUSALS, { fallback: 'unavailable' }) refusal: RecordingRefusal | null = null;
}
