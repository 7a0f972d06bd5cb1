import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type Listing } from '@aisha/contracts/bot-gateway';
import type { ForgetPerson } from '@aisha/contracts/people';
import { PersonRowsStore } from '@aisha/database/people';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { dropsUploads, ObjectStore, prefixesOfPeople } from '@aisha/storage';
import { appOf, ofPerson } from './app-of';
import { forgetsRequests } from './remote-requests';

/**
 * Deletes everything that a worker has of a person, also the parts of uploads that never ended, and has the provider delete what it keeps
 * of the person's requests. Files go first, so that no row forgets a file that still exists. The orders have ended by then. A second run
 * finds nothing and answers again.
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
    const app = appOf(schema);
    let files = 0;
    if (dropsUploads(app)) await this.objects.dropUploads(new Date(), userId);
    for (const prefix of prefixesOfPeople(app)) files += await this.objects.removePrefix(ofPerson(prefix, userId));
    await context.once(async (tx) => {
      await this.outbox.add(tx, ...(await forgetsRequests(tx, schema, userId)));
      const rows = await this.rows.forget(tx, { userId, avatarIds });
      await this.outbox.add(
        tx,
        message(botGatewayInbox, 'person-forgotten', { erasureId, forgottenBy: schema as Listing, round, rows, files }),
      );
    });
  };
}
