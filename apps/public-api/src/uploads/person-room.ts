import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { FileHistoryReader } from '@aisha/database/files';
import { MB, type UserId } from '@aisha/domain';
import { PublicApiConfig } from '../config';
import { Problem } from '../http/problem';

/** The quota of a person’s files, as in the chat. When it is used up, orders still run, but no further file is accepted. */
@Injectable()
export class PersonRoom {
  constructor(
    private readonly database: Database,
    private readonly config: PublicApiConfig,
  ) {}

  /** Throws `storage-full` when the quota is used up. A quota of 0 is no limit. */
  async ensure(userId: UserId): Promise<void> {
    const quotaMb = this.config.STORAGE_QUOTA_MB;
    if (quotaMb === 0) return;
    const usage = await new FileHistoryReader(this.database).usage(userId);
    const used = usage.reduce((sum, { bytes }) => sum + bytes, 0);
    if (used >= quotaMb * MB) throw new Problem('storage-full', { quotaMb });
  }
}
