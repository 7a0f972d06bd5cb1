import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import { ProviderBillReader } from '@aisha/database/billing';
import { DAY_MS, HOUR_MS } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { ProviderBills } from '@aisha/providers/ports';
import { Injectable } from '@nestjs/common';

/** How often the app checks whether bills are due to be read. A reading that failed is tried again after this time. */
const LOOK_EVERY_MS = HOUR_MS;
/** The hour (UTC) from which on the previous day is read: until then the provider may still add the last requests of that day. */
const READ_FROM_HOUR = 2;
/** How many days each reading covers: a day may still grow after it was read. */
const DAYS = 3;

/**
 * Reads once a day what the provider bills, and sends it to billing, which cannot reach the Internet (decision 196). Several replicas may
 * read the same day; billing keeps the latest reading.
 */
@Injectable()
export class ReadBills extends Periodic {
  constructor(
    private readonly bills: ProviderBills,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('bills.read', LOOK_EVERY_MS, log);
    if (!bills.isOn) log.info('bills.off', { why: 'FAL_ADMIN_KEY is not set: costs are compared with no bill' });
  }

  async run(): Promise<void> {
    const { bills } = this;
    const now = this.clock.now();
    if (!bills.isOn) return;
    const readAt = await new ProviderBillReader(this.database).lastReadAt(bills.provider);
    if (readAt && readAt >= lastReadingTime(now)) return;
    const before = (days: number) => dayOf(new Date(now.getTime() - days * DAY_MS));
    const read = await bills.days(before(DAYS), before(1));
    await this.database.transaction((tx) =>
      this.outbox.add(
        tx,
        ...read.map(({ day, lines }) =>
          message(billingInbox, 'keep-provider-bill', {
            provider: bills.provider,
            day,
            readAt: now.toISOString(),
            lines: lines.map(({ model, microDollars }) => ({ model, microDollars })),
          }),
        ),
      ),
    );
    this.log.info('bills.read', { provider: bills.provider, days: read.length });
  }
}

/** The last time, today or yesterday, at which a reading of the previous day was due. */
function lastReadingTime(now: Date): Date {
  const today = Date.parse(dayOf(now)) + READ_FROM_HOUR * HOUR_MS;
  return new Date(now.getTime() >= today ? today : today - DAY_MS);
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
