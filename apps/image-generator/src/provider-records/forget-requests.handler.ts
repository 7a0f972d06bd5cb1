import { Injectable } from '@nestjs/common';
import type { ForgetRequests } from '@aisha/contracts/image-generator';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { RemoteRecords } from '@aisha/providers/ports';

/**
 * Asks FAL to delete its records of an erased person's requests, whichever app made them, because only this app has the key for that. A
 * second run asks again and finds nothing. Files that stay end by themselves after a day. Without the key FAL deletes the records by its own
 * rules (decision 225).
 */
@Injectable()
export class ForgetRequestsHandler implements JobHandler<ForgetRequests> {
  constructor(
    private readonly records: RemoteRecords,
    private readonly log: Logger,
  ) {}

  readonly handle = async ({ requestIds }: ForgetRequests, { signal }: JobContext): Promise<void> => {
    if (!this.records.isOn) {
      this.log.info('fal-records.left', { why: 'FAL_ADMIN_KEY is not set', requests: requestIds.length });
      return;
    }
    let files = 0;
    for (const requestId of requestIds) {
      signal.throwIfAborted();
      files += await this.records.forget(requestId);
    }
    if (files > 0) this.log.warn('fal-records.files-stay', { files });
    this.log.info('fal-records.forgotten', { requests: requestIds.length });
  };
}
