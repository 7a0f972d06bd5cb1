import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { ForgetPerson, ListPerson } from '@aisha/contracts/people';
import { Database } from '@aisha/database';
import { PersonRowsStore } from '@aisha/database/people';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';

/** The most that is listed, in characters: as much as of the receipts in billing. Older rows are left out. */
const MOST = 12_000_000;

/** The rows of people in the API's tables. */
@Injectable()
export class ApiRows extends PersonRowsStore {
  constructor(database: Database) {
    super(database, 'api');
  }
}

/** Lists the keys, webhooks and API orders of a person, for their export. The API may write no file, so the lines travel in the message. */
@Injectable()
export class ListPersonHandler implements JobHandler<ListPerson> {
  constructor(
    private readonly rows: PersonRowsStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async ({ userId, exportId, avatarIds }: ListPerson, context: JobContext): Promise<void> => {
    let lines = '';
    for await (const { table, json } of this.rows.rowsOf({ userId, avatarIds })) {
      const line = `{"table":"${table}","row":${json}}\n`;
      if (lines.length + line.length > MOST) break;
      lines += line;
    }
    const listed = message(botGatewayInbox, 'person-listed', { userId, exportId, listing: 'api', lines });
    await context.once((tx) => this.outbox.add(tx, listed));
  };
}

/** Deletes what the API has of a person: the keys open nothing any more, and no webhook is told of anything. */
@Injectable()
export class ForgetPersonHandler implements JobHandler<ForgetPerson> {
  constructor(
    private readonly rows: PersonRowsStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (job: ForgetPerson, context: JobContext): Promise<void> => {
    const { userId, erasureId, avatarIds, round } = job;
    await context.once(async (tx) => {
      const rows = await this.rows.forget(tx, { userId, avatarIds });
      const forgotten = { erasureId, forgottenBy: 'api', round, rows, files: 0 } as const;
      await this.outbox.add(tx, message(botGatewayInbox, 'person-forgotten', forgotten));
    });
  };
}
