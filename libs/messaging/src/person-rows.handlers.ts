import { message } from '@aisha/contracts';
import { botGatewayInbox, type Listing } from '@aisha/contracts/bot-gateway';
import type { ForgetPerson, ListPerson } from '@aisha/contracts/people';
import { PersonRowsStore } from '@aisha/database/people';
import { Injectable } from '@nestjs/common';
import type { JobContext, JobHandler } from './job-handler';
import { Outbox } from './outbox';

/** The most that is listed, in characters: some 40 000 receipts. The rows after these are left out. */
const MOST = 12_000_000;

/** Lists, for a person's export, what an app without files of people has of the person: the lines travel in the message. */
@Injectable()
export class ListPersonRowsHandler implements JobHandler<ListPerson> {
  constructor(
    private readonly rows: PersonRowsStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async ({ userId, exportId, avatarIds }: ListPerson, context: JobContext): Promise<void> => {
    const listing = this.rows.schema as Listing;
    let lines = '';
    for await (const { table, json } of this.rows.rowsOf({ userId, avatarIds })) {
      const line = `{"table":"${table}","row":${json}}\n`;
      if (lines.length + line.length > MOST) break;
      lines += line;
    }
    const listed = message(botGatewayInbox, 'person-listed', { userId, exportId, listing, lines });
    await context.once((tx) => this.outbox.add(tx, listed));
  };
}

/**
 * Deletes the rows about a person in an app that keeps no files of people, and answers how many. A later round of the erasure usually finds
 * none, and is answered, too.
 */
@Injectable()
export class ForgetPersonRowsHandler implements JobHandler<ForgetPerson> {
  constructor(
    private readonly rows: PersonRowsStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (job: ForgetPerson, context: JobContext): Promise<void> => {
    const { userId, erasureId, avatarIds, round } = job;
    const forgottenBy = this.rows.schema as Listing;
    await context.once(async (tx) => {
      const rows = await this.rows.forget(tx, { userId, avatarIds });
      const told = { erasureId, forgottenBy, round, rows, files: 0 };
      await this.outbox.add(tx, message(botGatewayInbox, 'person-forgotten', told));
    });
  };
}
