import { IsUUID } from 'class-validator';
import type { SourceId, UserId } from '@aisha/domain';

/**
 * "Listen to how much is said here": to the recording that was fetched under these ids, which is not paid for yet. The
 * transcriber decodes it once and keeps it as the speech model will hear it; show-recording answers with its length and
 * price, or with the reason why there is none.
 */
export class MeasureRecording {
  @IsUUID() userId!: UserId;
  @IsUUID() sourceId!: SourceId;
}
