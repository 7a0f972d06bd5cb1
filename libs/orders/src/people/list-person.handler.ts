import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type Listing } from '@aisha/contracts/bot-gateway';
import type { ListPerson } from '@aisha/contracts/people';
import { PersonRowsStore } from '@aisha/database/people';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { isForGateway, ObjectStore, personRowsKey, prefixesOfPeople, toReference } from '@aisha/storage';
import { appOf, ofPerson } from './app-of';

/**
 * Writes down what a worker has of a person, a line of JSON for each row and each file that may be given, and tells the gateway. One row
 * is in memory at a time. A second run writes the same file again.
 */
@Injectable()
export class ListPersonHandler implements JobHandler<ListPerson> {
  constructor(
    private readonly rows: PersonRowsStore,
    private readonly objects: ObjectStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (job: ListPerson, context: JobContext): Promise<void> => {
    const { userId, exportId } = job;
    const { schema } = this.rows;
    await this.objects.put(personRowsKey(userId, exportId, schema), Readable.from(this.lines(job, context.signal)), {
      contentType: 'application/jsonl',
    });
    await context.once((tx) =>
      this.outbox.add(tx, message(botGatewayInbox, 'person-listed', { userId, exportId, listing: schema as Listing })),
    );
  };

  private async *lines({ userId, avatarIds }: ListPerson, signal: AbortSignal): AsyncGenerator<Buffer> {
    for await (const { table, json } of this.rows.rowsOf({ userId, avatarIds })) {
      signal.throwIfAborted();
      yield Buffer.from(`{"table":"${table}","row":${json}}\n`);
    }
    for (const prefix of prefixesOfPeople(appOf(this.rows.schema)).filter(isForGateway)) {
      for await (const { key, size } of this.objects.list(ofPerson(prefix, userId))) {
        signal.throwIfAborted();
        yield Buffer.from(`${JSON.stringify({ file: toReference({ bucket: prefix.bucket, key }), bytes: size })}\n`);
      }
    }
  }
}
