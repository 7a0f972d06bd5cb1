import { Injectable } from '@nestjs/common';
import type { UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { Database } from '../connection/database';
import { IN_TURN, newInTurn, TURN_COLUMNS, turnsOf } from './turns';
import { usualSecondsOf } from './usual-time';

/** The measured times of an order that is not placed yet. */
export interface ExpectedTime {
  /** Open orders whose turn comes before this one's; 0 when it could begin at once. */
  readonly ahead: number;
  /** Seconds before it begins; null while too few orders of the kind have been measured. */
  readonly waitSeconds: number | null;
  /** The usual time of such an order from its start; null while too few like it have been measured. */
  readonly takesSeconds: number | null;
}

/** How long an order placed now would wait before it begins, and how long it would take. */
@Injectable()
export class ExpectedWaitReader {
  constructor(private readonly database: Database) {}

  /**
   * The wait: the orders of the kind that workers take before a new one of this person, in rounds of `atOnce`, each as
   * long as recent orders of the kind took. Fifty orders of another person delay it little, because few of them come
   * first. `like` is the value of the kind's `timedBy` column.
   */
  async of(
    userId: UserId,
    kind: OrderKind,
    { atOnce, like }: { readonly atOnce: number; readonly like: string },
  ): Promise<ExpectedTime> {
    const [found] = await this.database.read.query<[{ ahead: number; ofKind: number | null; alike: number | null }]>(
      `SELECT (SELECT count(*)::int FROM (${turnsOf(kind, TURN_COLUMNS)}) AS open
               WHERE state <> 'queued' OR (${IN_TURN}) < (${newInTurn(kind, '$1')})) AS ahead,
              (${usualSecondsOf(kind)}) AS "ofKind", (${usualSecondsOf(kind, '$2')}) AS alike`,
      [userId, like],
    );
    const rounds = Math.floor(found.ahead / Math.max(1, atOnce));
    const waitSeconds = rounds === 0 ? 0 : found.ofKind && rounds * found.ofKind;
    return { ahead: rounds === 0 ? 0 : found.ahead, waitSeconds, takesSeconds: found.alike };
  }
}
