import { appsAreSilent, releasesDiffer, restingApps } from './apps.mts';
import { certificateEnds } from './certificate.mts';
import type { Finding, Seen, Sign } from './finding.mts';
import {
  cardReturnsAreLate,
  moneyIsWrong,
  offSale,
  operatorsAreAwaited,
  ordersAreStuck,
  refundsComeInAWave,
  rightsAreStuck,
  waitingCardReturns,
} from './orders.mts';
import { logIsNotKept, postgresIsAway, postgresIsFull, postgresTakesNoWrites, schemaIsOld } from './postgres.mts';
import { botIsDeaf, providersAreAway } from './providers.mts';
import { queueIsAway, queuesGrow, updatesWait } from './queues.mts';

/** A cause comes before its effects: when Postgres is down or takes no writes, the other signs are not examined. */
const SIGNS: readonly Sign[] = [
  postgresIsAway,
  postgresTakesNoWrites,
  queueIsAway,
  appsAreSilent,
  schemaIsOld,
  providersAreAway,
  botIsDeaf,
  certificateEnds,
  moneyIsWrong,
  updatesWait,
  ordersAreStuck,
  queuesGrow,
  refundsComeInAWave,
  rightsAreStuck,
  operatorsAreAwaited,
  cardReturnsAreLate,
  postgresIsFull,
  logIsNotKept,
  releasesDiffer,
];

export function findings(seen: Seen): Finding[] {
  const root = [...postgresIsAway(seen), ...postgresTakesNoWrites(seen)];
  if (root.length > 0) return root;
  return SIGNS.flatMap((sign) => sign(seen));
}

/**
 * Facts that are no alarm: what is off sale, apps that rest, payments by card that wait for an operator, and warnings of dependencies about
 * trouble to come.
 */
export const notes = (seen: Seen): string[] => [
  ...offSale(seen),
  ...restingApps(seen),
  ...waitingCardReturns(seen),
  ...new Set(
    seen.apps.instances.flatMap(({ dependencies }) =>
      dependencies.filter(({ ok, note }) => ok && note).map(({ name, note }) => `${name}: ${note}`),
    ),
  ),
];
