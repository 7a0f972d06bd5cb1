import { IsString, IsUUID, Length } from 'class-validator';
import type { SourceId, UserId } from '@aisha/domain';

/**
 * "Bring the recording behind this link into storage", to be measured; else show-recording says why it is not there.
 * The gateway sends it to itself, as fetch-file. The link may be signed: no log names it.
 */
export class FetchRecording {
  @IsUUID() userId!: UserId;
  @IsUUID() sourceId!: SourceId;
  @IsString() @Length(1, 2048) link!: string;
}
