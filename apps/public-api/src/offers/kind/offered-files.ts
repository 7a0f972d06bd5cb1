import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { UploadedFile, UploadUse } from '@aisha/database/api';
import { FreeSpeechReader } from '@aisha/database/billing';
import type { UploadedFileId, UserId } from '@aisha/domain';
import type { OrderLine } from '@aisha/kinds';
import { Clock } from '@aisha/platform';
import { PublicApiConfig } from '../../config';
import { UploadedFileStore } from '../../files/uploaded-file.store';
import { Problem } from '../../http/problem';

/** The files that people have sent for orders, as the chat takes them once a file is checked. */
@Injectable()
export class OfferedFiles {
  constructor(
    private readonly database: Database,
    private readonly store: UploadedFileStore,
    private readonly config: PublicApiConfig,
    private readonly clock: Clock,
  ) {}

  /** The line of a recording with so many seconds of speech: the free seconds of the day are taken off, as in the chat. */
  lineOfSpeech(userId: UserId, speech: number): Promise<OrderLine> {
    const { FREE_SECONDS_OF_SPEECH_A_DAY } = this.config;
    return new FreeSpeechReader(this.database).line(userId, speech, this.clock.now(), FREE_SECONDS_OF_SPEECH_A_DAY);
  }

  /** The file that an order names. Throws a Problem that says why no order may take it. */
  async ready(userId: UserId, fileId: UploadedFileId, usedFor: UploadUse): Promise<UploadedFile> {
    const file = await this.store.find(userId, fileId);
    if (!file) throw new Problem('not-found', { field: 'fileId' });
    const { usedFor: sentFor } = file;
    if (sentFor !== usedFor) throw new Problem('file-of-another-kind', { field: 'fileId', sentFor, for: usedFor });
    const { refusal, orderId, checkedAt, expiresAt } = file;
    if (orderId !== null) throw new Problem('file-used', { field: 'fileId' });
    if (refusal !== null) throw new Problem('file-refused', { field: 'fileId', refusal });
    if (expiresAt <= this.clock.now()) throw new Problem('file-expired', { field: 'fileId' });
    if (checkedAt === null) throw new Problem('file-not-ready', { field: 'fileId' });
    return file;
  }
}
