import { IsString, IsUUID, Length } from 'class-validator';
import type { SourceId, UserId } from '@aisha/domain';

/**
 * "Bring the recording behind this link into storage", to be measured. If the gateway cannot, show-recording says why. The gateway sends it
 * to itself, as it does with fetch-file. The link may be signed, so no log names it.
 */
export class FetchRecording {
  @IsUUID() userId!: UserId;
  @IsUUID() sourceId!: SourceId;
  @IsString() @Length(1, 2048) link!: string;
}
