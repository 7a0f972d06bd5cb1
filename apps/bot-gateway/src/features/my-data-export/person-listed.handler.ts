import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type PersonListed } from '@aisha/contracts/bot-gateway';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { ObjectStore, personRowsKey } from '@aisha/storage';
import { ExportProgress } from './export-progress';

/** Counts an app that has listed its data about a person, and begins to pack once all apps have listed theirs. */
@Injectable()
export class PersonListedHandler implements JobHandler<PersonListed> {
  constructor(
    private readonly objects: ObjectStore,
    private readonly outbox: Outbox,
    private readonly progress: ExportProgress,
  ) {}

  readonly handle = async ({ userId, exportId, listing, lines }: PersonListed, context: JobContext): Promise<void> => {
    if (lines !== undefined) {
      await this.objects.put(personRowsKey(userId, exportId, listing), Buffer.from(lines), {
        contentType: 'application/jsonl',
      });
    }
    await context.once(async (tx) => {
      if (!(await this.progress.listed(tx, { userId, exportId }, listing))) return;
      await this.outbox.add(tx, message(botGatewayInbox, 'pack-person', { userId, exportId, part: 1 }));
    });
  };
}
