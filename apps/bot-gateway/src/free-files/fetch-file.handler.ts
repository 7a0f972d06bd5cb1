import { type AppError, MAX_FILE_BYTES, MB } from '@aisha/domain';
import type { Message } from '@aisha/contracts';
import type { FetchFile } from '@aisha/contracts/bot-gateway';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { fileOf, isMissing, isReference, ObjectStore } from '@aisha/storage';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { ConsentReader } from '@aisha/database/bot';
import { WorkSettings } from '../readers';
import { storageOf } from './person-storage';
import { FileBudgetStore } from './file-budget.store';
import { TelegramFiles } from '../engine/telegram/telegram-files';
import { Readers } from '../engine/conversation/readers';

/**
 * Copies a file from Telegram into storage, or a file that we keep to the place where the next app reads it. Then sends the message that
 * the job names for this outcome. Every file that a person sends comes through this handler, except recordings behind links. A file needs
 * room in the person's budget and, if it is to stay, in the person's quota. If the sender withdraws the consent before the file is stored,
 * the file is not kept.
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
    const refusal = await this.refusal(job);
    const next = refusal ?? (await this.bring(job, context.signal));
    await context.once((tx) => this.outbox.add(tx, next));
  };

  readonly giveUp = async (job: FetchFile, _error: AppError, tx: Transaction): Promise<void> => {
    await this.outbox.add(tx, job.onFailed);
  };

  /**
   * Copies the file. Resolves to the message that is sent next: `onStored`, or another one when the file cannot be had or may not be kept.
   */
  private async bring(job: FetchFile, signal: AbortSignal): Promise<Message> {
    const { userId, fileId, target, onStored, onFailed, onDeleted } = job;
    const consents = this.readers.of(ConsentReader);
    if (await consents.isGiven(userId)) {
      const isKept = isReference(fileId);
      const isThere = isKept ? await this.copy(job) : await this.fetch(job, signal);
      if (!isThere) return (isKept && onDeleted) || onFailed;
      if (await consents.isGiven(userId)) return onStored;
    }
    await this.store.remove([fileOf(userId, target)]); // an earlier attempt may have stored the file before its process died
    return onFailed;
  }

  /** The message that follows when the file is refused; null when the file is accepted. */
  private async refusal(job: FetchFile): Promise<Message | null> {
    const { userId, target, countedFor: file = target, countedAs = 'avatar-photos', overBudget } = job;
    if (overBudget.storageFull && (await storageOf(this.readers, userId)).isFull) return overBudget.storageFull;
    const taken = await this.budget.take({ userId, file }, countedAs);
    return taken === 'taken' ? null : overBudget[taken.usedUp];
  }

  /** Copies a file that we keep. Resolves to false when the file is gone. */
  private async copy({ userId, fileId, target }: FetchFile): Promise<boolean> {
    try {
      await this.store.copy(fileOf(userId, fileId), fileOf(userId, target));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** Fetches a file from Telegram. Resolves to false when Telegram will never hand the file out. */
  private fetch({ userId, fileId, target, countedAs }: FetchFile, signal: AbortSignal): Promise<boolean> {
    const maxBytes =
      countedAs === 'recordings' ? this.readers.settings(WorkSettings).TELEGRAM_FILE_MB * MB : MAX_FILE_BYTES;
    return this.files.take(fileId, { maxBytes, signal }, (content) =>
      this.store.put(fileOf(userId, target), content, { contentType: 'application/octet-stream' }),
    );
  }
}
