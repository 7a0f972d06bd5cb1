import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type FetchRecording } from '@aisha/contracts/bot-gateway';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import type { Transaction } from '@aisha/database';
import { AppError } from '@aisha/domain';
import type { RecordingRefusal } from '@aisha/kinds';
import { incomingRecordingKey, ObjectStore } from '@aisha/storage';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { ConsentReader } from '@aisha/database/bot';
import { storageOf } from '../../../free-files/person-storage';
import { LinkedFiles, LinkRefusal } from '../../../engine/links/linked-files';
import { FileBudgetStore } from '../../../free-files/file-budget.store';
import { Readers } from '../../../engine/conversation/readers';

/**
 * Copies the recording behind a link into storage. There the transcriber measures it like any other recording and recognises its type by
 * the content. Nobody has paid for this, so it counts in two budgets of the person: that of recordings and that of links.
 */
@Injectable()
export class FetchRecordingHandler implements JobHandler<FetchRecording> {
  constructor(
    private readonly links: LinkedFiles,
    private readonly store: ObjectStore,
    private readonly outbox: Outbox,
    private readonly budget: FileBudgetStore,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (job: FetchRecording, context: JobContext): Promise<void> => {
    const { userId, sourceId } = job;
    const refusal = (await this.mayNot(job)) ?? (await this.bring(job, context));
    await context.once((tx) =>
      refusal
        ? this.refuse(tx, job, refusal)
        : this.outbox.add(tx, message(transcriberInbox, 'measure-recording', { userId, sourceId })),
    );
  };

  readonly giveUp = (job: FetchRecording, _error: AppError, tx: Transaction): Promise<void> =>
    this.refuse(tx, job, 'unavailable');

  private async mayNot({ userId, sourceId }: FetchRecording): Promise<RecordingRefusal | undefined> {
    if ((await storageOf(this.readers, userId)).isFull) return 'storage-full';
    const taken = await this.budget.take({ userId, file: sourceId }, 'links', 'recordings');
    if (taken === 'taken') return undefined;
    if (taken.budget === 'links') return 'too-many-links';
    return taken.usedUp === 'today' ? 'too-many-today' : 'too-many-at-once';
  }

  private async bring(
    { userId, sourceId, link }: FetchRecording,
    { signal }: JobContext,
  ): Promise<RecordingRefusal | undefined> {
    const consents = this.readers.of(ConsentReader);
    const place = incomingRecordingKey(userId, sourceId);
    try {
      if (await consents.isGiven(userId)) {
        const file = await this.links.open(link, signal);
        await this.store.put(place, file, { contentType: 'application/octet-stream' });
        if (await consents.isGiven(userId)) return undefined;
      }
      await this.store.remove([place]); // an earlier attempt may have stored the recording before its process died
      return 'not-fetched';
    } catch (error) {
      if (signal.aborted) throw new AppError('took-too-long'); // this process stops, so another one fetches the recording
      if (error instanceof LinkRefusal) return error.problem;
      throw error;
    }
  }

  private refuse(tx: Transaction, { userId, sourceId }: FetchRecording, refusal: RecordingRefusal): Promise<void> {
    return this.outbox.add(
      tx,
      message(botGatewayInbox, 'show-recording', { userId, sourceId, measured: null, refusal }),
    );
  }
}
