import { IsString, IsUUID, Length } from 'class-validator';
import type { SourceId, UserId } from '@aisha/domain';

/**
 * "Bring the recording behind this link into storage", to be measured; else show-recording says why it is not there. To itself, as
 * fetch-file. The link may be signed: it is never logged.
 */
export class FetchRecording {
  @IsUUID() userId!: UserId;
  @IsUUID() sourceId!: SourceId;
  @IsString() @Length(1, 2048) link!: string;
}
