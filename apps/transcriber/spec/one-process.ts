import { type Database } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import { Outbox } from '@aisha/messaging';
import { costsOf, type ordersOf, type Parts } from '@aisha/orders';
import { Logger, type Clock } from '@aisha/platform';
import { freeWorkOf, afterThisTest } from '@aisha/testing';

/** The parts that one process of the transcriber needs for orders of any kind. */
export const partsOf = (
  database: Database,
  clock: Clock,
  log: Logger = Logger.silent(),
  freeWorkCents = 10_000,
): Parts => ({
  schema: 'transcriber',
  database,
  holds: new HoldReader(database),
  ...costsOf({ schema: 'transcriber', database, clock, log }, freeWorkOf(freeWorkCents)),
  outbox: new Outbox('transcriber'),
  clock,
  log,
});

/** Runs the work only when the spec says so, and stops it at the end of the test at the latest. */
export function byHand({ dispatcher }: Pick<ReturnType<typeof ordersOf>, 'dispatcher'>) {
  const stop = () => dispatcher.beforeApplicationShutdown();
  afterThisTest(stop);
  return {
    stop,
    tick: () => dispatcher.tick(),
    /** Lets the app do its work in three rounds, which is enough for what is due now. */
    work: async (): Promise<void> => {
      for (let rounds = 0; rounds < 3; rounds += 1) {
        await dispatcher.tick();
        await dispatcher.settled();
      }
    },
  };
}
