import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { ListPerson } from '@aisha/contracts/people';
import { PersonRowsStore } from '@aisha/database/people';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';

/** The most that is listed, in characters: some 40 000 receipts. Older ones are left out, and the export says so. */
const MOST = 12_000_000;

/** Lists the receipts of a person, for their export. Billing has no key to the storage, so the lines travel in the message. */
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
    const listed = message(botGatewayInbox, 'person-listed', { userId, exportId, listing: 'billing', lines });
    await context.once((tx) => this.outbox.add(tx, listed));
  };
}
