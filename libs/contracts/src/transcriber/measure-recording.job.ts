import { IsUUID } from 'class-validator';
import type { SourceId, UserId } from '@aisha/domain';

/**
 * "Listen to how much is said here": to the recording that was fetched under these ids. Nobody has paid for it. It is decoded, once, and kept
 * as the speech model will hear it; then show-recording, with its length and price, or why there is none.
 */
export class MeasureRecording {
  @IsUUID() userId!: UserId;
  @IsUUID() sourceId!: SourceId;
}
