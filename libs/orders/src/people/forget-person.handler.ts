import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type Listing } from '@aisha/contracts/bot-gateway';
import type { ForgetPerson } from '@aisha/contracts/people';
import { PersonRowsStore } from '@aisha/database/people';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { ObjectStore, prefixesOfPeople } from '@aisha/storage';
import { appOf, ofPerson } from './app-of';

/**
 * Deletes everything that a worker has of a person: files first, so that no row forgets a file that still exists. The orders have ended by
 * then. A second run finds nothing and answers again.
 */
@Injectable()
export class ForgetPersonHandler implements JobHandler<ForgetPerson> {
  constructor(
    private readonly rows: PersonRowsStore,
    private readonly objects: ObjectStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (job: ForgetPerson, context: JobContext): Promise<void> => {
    const { userId, erasureId, avatarIds, round } = job;
    const { schema } = this.rows;
    let files = 0;
    for (const prefix of prefixesOfPeople(appOf(schema)))
      files += await this.objects.removePrefix(ofPerson(prefix, userId));
    await context.once(async (tx) => {
      const rows = await this.rows.forget(tx, { userId, avatarIds });
      await this.outbox.add(
        tx,
        message(botGatewayInbox, 'person-forgotten', { erasureId, forgottenBy: schema as Listing, round, rows, files }),
      );
    });
  };
}
