import { MAX_FILE_BYTES, type AppError } from '@aisha/domain';
import type { FetchFile } from '@aisha/contracts/bot-gateway';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { fileOf, ObjectStore } from '@aisha/storage';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { Readers } from '../../readers';
import { FileBudgetStore } from './file-budget.store';
import { TelegramFiles } from './telegram-files';

const MB = 1024 * 1024;

/**
 * Copies a file from Telegram into storage, then sends the continuation. Every file of a person comes through here: one whose sender has
 * taken their consent back meanwhile is not fetched, and one that nobody pays for needs room in their budget.
 */
@Injectable()
export class FetchFileHandler implements JobHandler<FetchFile> {
  constructor(
    private readonly files: TelegramFiles,
    private readonly store: ObjectStore,
    private readonly outbox: Outbox,
    private readonly budget: FileBudgetStore,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (job: FetchFile, context: JobContext): Promise<void> => {
    if (!(await this.readers.consents.isGiven(job.userId))) {
      await context.once((tx) => this.outbox.add(tx, job.onFailed));
      return;
    }
    const { overBudget } = job;
    if (overBudget && context.attempt === 1) {
      const taken = await this.budget.take(job.userId, job.countedAs);
      if (taken !== 'taken') {
        await context.once((tx) => this.outbox.add(tx, overBudget[taken]));
        return;
      }
    }
    const maxBytes = job.countedAs === 'recordings' ? this.readers.settings.TELEGRAM_FILE_MB * MB : MAX_FILE_BYTES;
    const isStored = await this.files.take(job.fileId, { maxBytes, signal: context.signal }, (content) =>
      this.store.put(fileOf(job.userId, job.target), content, { contentType: 'application/octet-stream' }),
    );
    await context.once((tx) => this.outbox.add(tx, isStored ? job.onStored : job.onFailed));
  };

  readonly giveUp = async (job: FetchFile, _error: AppError, tx: Transaction): Promise<void> => {
    await this.outbox.add(tx, job.onFailed);
  };
}
