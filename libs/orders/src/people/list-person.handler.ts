import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type Listing } from '@aisha/contracts/bot-gateway';
import type { ListPerson } from '@aisha/contracts/people';
import { Database } from '@aisha/database';
import { PersonRowsStore } from '@aisha/database/people';
import { AvatarReader } from '@aisha/database/trainer';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import {
  everyLora,
  exportedModelKey,
  isForGateway,
  ObjectStore,
  personRowsKey,
  prefixesOfPeople,
  type StoredObject,
  toReference,
} from '@aisha/storage';
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
    private readonly database: Database,
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

  private async *lines({ userId, exportId, avatarIds }: ListPerson, signal: AbortSignal): AsyncGenerator<Buffer> {
    for await (const { table, json } of this.rows.rowsOf({ userId, avatarIds })) {
      signal.throwIfAborted();
      yield Buffer.from(`{"table":"${table}","row":${json}}\n`);
    }
    for (const prefix of prefixesOfPeople(appOf(this.rows.schema)).filter(isForGateway)) {
      for await (const { key, size } of this.objects.list(ofPerson(prefix, userId))) {
        signal.throwIfAborted();
        yield lineOf({ bucket: prefix.bucket, key }, size);
      }
    }
    if (prefixesOfPeople(appOf(this.rows.schema)).includes(everyLora)) yield* this.models(userId, exportId, signal);
  }

  /**
   * Copies the models of the person's avatars to where the gateway may read them; the copies are deleted together with the archives, after a
   * day. The model of a stopped avatar is not given: with it anybody could draw the face anywhere, and the face may be another person's.
   */
  private async *models(userId: ListPerson['userId'], exportId: string, signal: AbortSignal): AsyncGenerator<Buffer> {
    const stopped: readonly string[] = await new AvatarReader(this.database).stoppedOf(userId);
    for await (const { key, size } of this.objects.list(ofPerson(everyLora, userId))) {
      signal.throwIfAborted();
      if (key.split('/').some((part) => stopped.includes(part))) continue;
      const model = { bucket: everyLora.bucket, key };
      const copy = exportedModelKey(userId, exportId, model);
      await this.objects.copy(model, copy);
      yield lineOf(copy, size);
    }
  }
}

const lineOf = (file: StoredObject, bytes: number): Buffer =>
  Buffer.from(`${JSON.stringify({ file: toReference(file), bytes })}\n`);
