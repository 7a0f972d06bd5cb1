import { Injectable } from '@nestjs/common';
import type { FreeFiles } from '@aisha/contracts/bot-gateway';
import { Database } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** What is fetched, packed or made for a person and nobody pays for. */
type Budgeted = FreeFiles | 'links' | 'archives' | 'exports' | 'voice-samples';

/** Files of one person that nobody pays for. */
export interface FileBudget {
  /** Fetched, or waiting to be, and without an answer. What storage holds for one person at most: 20 MB each; recordings TELEGRAM_FILE_MB or LINK_FILE_MB. Absent: no limit. */
  readonly atOnce?: number;
  readonly aDay: number;
}

export const FILE_BUDGETS = {
  /** Twice the photos of a set at once; ten sets with as many refused photos a day. */
  'avatar-photos': { atOnce: 40, aDay: 400 },
  /** Each is paid to the vision model, about half a cent: a day's are a few pictures' worth (decision 58). */
  'photo-ideas': { atOnce: 2, aDay: 20 },
  /** Each is looked at by the face finder, a tenth of a second of a core; many a family album has fifty. */
  restorations: { atOnce: 2, aDay: 50 },
  /** Each is decoded for a minute or two at most, two at once in one process: a day's are a reporter's. */
  recordings: { atOnce: 3, aDay: 60 },
  /** Recordings that come by a link are these, too: 10 GB of our line for one person, at 500 MB each. */
  links: { aDay: 20 },
  /** Each is read in a second or two, half a minute at most, two at once in one process (decision 81). */
  texts: { atOnce: 2, aDay: 50 },
  /**
   * 0.9 GB at 45 MB each (gallery/archive-limits.ts), read from storage, kept there for a day and sent to Telegram: some 2 000 pictures of
   * 0.4 MB, seven times the most that one set packs. A person has one set under way at a time.
   */
  archives: { aDay: 20 },
  /** Ten transcripts in every format; a file of the longest takes half a second to make. */
  exports: { aDay: 60 },
  /** Every voice at every speed, and some again: each is made once for all people, and sent to each who asks (decision 95). */
  'voice-samples': { aDay: 40 },
} satisfies Readonly<Record<Budgeted, FileBudget>>;

/** An answer that never comes frees its place after this. */
const UNDER_WAY_SECONDS = 3_600;
const DAY_SECONDS = 24 * 3_600;

interface Limiters {
  readonly atOnce: RateLimiterPostgres | null;
  readonly today: RateLimiterPostgres;
}

/** Counts the files that each person lets us fetch or pack for nothing. The only writer of bot.file_budget. */
@Injectable()
export class FileBudgetStore {
  private readonly limiters: Readonly<Record<Budgeted, Limiters>>;

  constructor(database: Database, budgets: Partial<Record<Budgeted, FileBudget>> = {}) {
    const table = {
      storeClient: database.dataSource,
      storeType: 'typeorm',
      schemaName: 'bot',
      tableName: 'file_budget',
      tableCreated: true,
    };
    const limiters = (of: Budgeted, prefix: string): Limiters => {
      const { atOnce, aDay }: FileBudget = budgets[of] ?? FILE_BUDGETS[of];
      const limiter = (name: string, points: number, duration: number) =>
        new RateLimiterPostgres({ ...table, keyPrefix: `${prefix}${name}`, points, duration });
      return {
        atOnce: atOnce === undefined ? null : limiter('at-once', atOnce, UNDER_WAY_SECONDS),
        today: limiter('today', aDay, DAY_SECONDS),
      };
    };
    this.limiters = {
      'avatar-photos': limiters('avatar-photos', ''),
      'photo-ideas': limiters('photo-ideas', 'ideas-'),
      restorations: limiters('restorations', 'restorations-'),
      recordings: limiters('recordings', 'recordings-'),
      links: limiters('links', 'links-'),
      texts: limiters('texts', 'texts-'),
      // FileBudgetReader knows these by their names.
      archives: limiters('archives', 'archives-'),
      exports: limiters('exports', 'exports-'),
      'voice-samples': limiters('voice-samples', 'voice-samples-'),
    };
  }

  /** Takes a file into its budget, or resolves to the part of it that is used up. */
  async take(userId: UserId, of: Budgeted = 'avatar-photos'): Promise<'taken' | 'atOnce' | 'today'> {
    const { atOnce, today } = this.limiters[of];
    if (!(await allows(today, userId))) return 'today';
    if (!atOnce || (await allows(atOnce, userId))) return 'taken';
    await atOnce.reward(userId); // the limiter counts what it refuses, too, and no answer would free that place
    return 'atOnce';
  }

  /** A file of the person has its answer. */
  async judged(userId: UserId, of: FreeFiles = 'avatar-photos'): Promise<void> {
    await this.limiters[of].atOnce?.reward(userId);
  }

  /** A file that came to nothing by our own fault does not count. */
  async givesBack(userId: UserId, of: Budgeted): Promise<void> {
    await this.limiters[of].today.reward(userId);
  }
}

const allows = (limiter: RateLimiterPostgres, userId: UserId): Promise<boolean> =>
  limiter.consume(userId).then(
    () => true,
    (refusal: unknown) => {
      if (refusal instanceof RateLimiterRes) return false;
      throw refusal; // Postgres is away
    },
  );
