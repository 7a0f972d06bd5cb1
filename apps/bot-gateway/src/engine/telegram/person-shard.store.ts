import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';
import { HOME } from '../settings/shards.config';

/** The only writer of bot.person_shard, the routing table. */
@Injectable()
export class PersonShardStore {
  constructor(private readonly database: Database) {}

  /** The name of another shard in which people live; undefined when there is none. */
  async another(): Promise<string | undefined> {
    const [row] = await this.database.read.query<{ shard: string }[]>(
      `SELECT shard FROM bot.person_shard WHERE shard <> '${HOME}' LIMIT 1`,
    );
    return row?.shard;
  }

  /**
   * The shard in which the person lives. A new person gets `proposed`, and stays there. A person from the time before shards stays where
   * they are. Two replicas that ask at the same time get the same answer.
   */
  async shardOf(telegramId: TelegramId, proposed: string): Promise<string> {
    const [known] = await this.database.read.query<{ shard: string }[]>(
      `SELECT shard FROM bot.person_shard WHERE telegram_id = $1`,
      [telegramId],
    );
    if (known) return known.shard;
    const [settled] = await this.database.write<{ shard: string }>(
      `INSERT INTO bot.person_shard AS known (telegram_id, shard)
       SELECT $1, CASE WHEN EXISTS (SELECT FROM bot.person WHERE telegram_id = $1) THEN '${HOME}' ELSE $2 END
       ON CONFLICT (telegram_id) DO UPDATE SET shard = known.shard RETURNING shard`,
      [telegramId, proposed],
    );
    return settled!.shard;
  }
}
