import { Readable } from 'node:stream';
import { AppError, MAX_FILE_BYTES, type UserId } from '@aisha/domain';
import type { Message } from '@aisha/contracts';
import type { FetchFile } from '@aisha/contracts/bot-gateway';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { fileOf, isReference, ObjectStore, type StoredObject } from '@aisha/storage';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { Readers } from '../../readers';
import { storageOf } from '../free-files/person-storage';
import { FileBudgetStore } from './file-budget.store';
import { TelegramApi, TelegramRefusal } from './telegram-api';

/** After 60 s the line is too slow; the next attempt may have a better one. */
const DOWNLOAD_TIMEOUT_MS = 60_000;

/**
 * Copies a file from Telegram into storage, or one that we keep to where it is looked at, then sends the continuation. Every file of a person comes through here: one whose sender has
 * taken their consent back meanwhile is not fetched, and one that nobody pays for
 * needs room in their budget, and in what is kept for them if it is to stay.
 */
@Injectable()
export class FetchFileHandler implements JobHandler<FetchFile> {
  constructor(
    private readonly api: TelegramApi,
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
    const refusal = context.attempt === 1 ? await this.refusal(job) : null;
    if (refusal) {
      await context.once((tx) => this.outbox.add(tx, refusal));
      return;
    }
    const isThere = await this.bring(job, context.signal);
    await context.once((tx) => this.outbox.add(tx, isThere ? job.onStored : job.onFailed));
  };

  readonly giveUp = async (job: FetchFile, _error: AppError, tx: Transaction): Promise<void> => {
    await this.outbox.add(tx, job.onFailed);
  };

  /** Why a file that nobody pays for is not taken. */
  private async refusal({ userId, countedAs, overBudget }: FetchFile): Promise<Message | null> {
    if (!overBudget) return null;
    if (overBudget.storageFull && (await storageOf(this.readers, userId)).isFull) return overBudget.storageFull;
    const taken = await this.budget.take(userId, countedAs);
    return taken === 'taken' ? null : (overBudget[taken] ?? null);
  }

  /** False when it cannot be had, however often one tries. */
  private async bring({ userId, fileId, target }: FetchFile, signal: AbortSignal): Promise<boolean> {
    const place = fileOf(userId, target);
    if (isReference(fileId)) return this.copy(userId, fileId, place);
    const filePath = await this.pathOf(fileId, signal);
    if (filePath === undefined) return false;
    await this.download(filePath, place, signal);
    return true;
  }

  private async copy(userId: UserId, reference: string, target: StoredObject): Promise<boolean> {
    try {
      await this.store.copy(fileOf(userId, reference), target);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'file-missing') return false;
      throw error;
    }
  }

  /** Undefined when Telegram will never give the file: too big, or gone. */
  private async pathOf(fileId: string, signal: AbortSignal): Promise<string | undefined> {
    try {
      const file = await this.api.call<{ file_path?: string; file_size?: number }>(
        'getFile',
        { file_id: fileId },
        { signal },
      );
      return (file.file_size ?? 0) > MAX_FILE_BYTES ? undefined : file.file_path;
    } catch (error) {
      if (error instanceof TelegramRefusal && error.status === 400) return undefined;
      throw error;
    }
  }

  private async download(filePath: string, target: StoredObject, signal: AbortSignal): Promise<void> {
    const timeout = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS);
    const response = await fetch(this.api.fileUrl(filePath), {
      signal: AbortSignal.any([signal, timeout]),
      redirect: 'error',
    }).catch(() => {
      // The error's message may hold the URL, and the URL holds the token.
      throw new AppError('telegram-unreachable', { facts: { method: 'download' } });
    });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new AppError('telegram-unreachable', { facts: { method: 'download', status: response.status } });
    }
    const body = response.body as unknown as AsyncIterable<Uint8Array>;
    const announced = response.headers.get('content-length');
    await this.store.put(target, Readable.from(checked(body, announced)), {
      contentType: 'application/octet-stream',
    });
  }
}

/** Streams the bytes. Fails with a named error if there are too many, or fewer than announced. */
async function* checked(body: AsyncIterable<Uint8Array>, announced: string | null): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const cut = () => new AppError('telegram-unreachable', { facts: { method: 'download', reason: 'cut', bytes } });
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > MAX_FILE_BYTES) throw new AppError('file-too-large');
      yield chunk;
    }
  } catch (error) {
    throw error instanceof AppError ? error : cut();
  }
  if (announced !== null && bytes !== Number(announced)) throw cut();
}
