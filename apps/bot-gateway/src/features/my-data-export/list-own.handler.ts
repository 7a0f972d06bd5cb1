import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { message, type Message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import type { ListPerson } from '@aisha/contracts/people';
import { photoEnhancerInbox } from '@aisha/contracts/photo-enhancer';
import { publicApiInbox } from '@aisha/contracts/public-api';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import type { Transaction } from '@aisha/database';
import { PersonRowsStore } from '@aisha/database/people';
import type { AppError } from '@aisha/domain';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { ObjectStore, personRowsKey } from '@aisha/storage';
import { FileBudgetStore } from '../../free-files/file-budget.store';
import { ExportProgress } from './export-progress';

/** The messages that ask the other apps to list what they have of the person. */
const toOthers = (job: ListPerson): Message[] => {
  const asked = { ...job };
  return [
    message(avatarTrainerInbox, 'list-person', asked),
    message(imageGeneratorInbox, 'list-person', asked),
    message(transcriberInbox, 'list-person', asked),
    message(photoEnhancerInbox, 'list-person', asked),
    message(billingInbox, 'list-person', asked),
    message(publicApiInbox, 'list-person', asked),
  ];
};

/**
 * Begins an export: counts it in the person's budget of the day unless an operator ordered it, asks the other apps to list their data, and
 * lists the gateway's own data as they do. A second run writes the same file again.
 */
@Injectable()
export class ListOwnHandler implements JobHandler<ListPerson> {
  constructor(
    private readonly rows: PersonRowsStore,
    private readonly objects: ObjectStore,
    private readonly budget: FileBudgetStore,
    private readonly outbox: Outbox,
    private readonly progress: ExportProgress,
  ) {}

  readonly handle = async (job: ListPerson, context: JobContext): Promise<void> => {
    const { userId, exportId } = job;
    if (!job.byOperator && (await this.budget.take({ userId, file: exportId }, 'data-exports')) !== 'taken') {
      await context.once((tx) => this.progress.ended(tx, job, 'tomorrow'));
      return;
    }
    await this.objects.put(personRowsKey(userId, exportId, 'bot'), Readable.from(this.lines(job, context.signal)), {
      contentType: 'application/jsonl',
    });
    await context.once((tx) =>
      this.outbox.add(
        tx,
        ...toOthers(job),
        message(botGatewayInbox, 'person-listed', { userId, exportId, listing: 'bot' }),
      ),
    );
  };

  readonly giveUp = (job: ListPerson, _error: AppError, tx: Transaction): Promise<void> =>
    this.progress.ended(tx, job, 'failed');

  private async *lines({ userId, avatarIds }: ListPerson, signal: AbortSignal): AsyncGenerator<Buffer> {
    const telegramId = await this.progress.telegramIdOf(userId);
    for await (const { table, json } of this.rows.rowsOf({ userId, avatarIds, telegramId })) {
      signal.throwIfAborted();
      yield Buffer.from(`{"table":"${table}","row":${json}}\n`);
    }
  }
}
