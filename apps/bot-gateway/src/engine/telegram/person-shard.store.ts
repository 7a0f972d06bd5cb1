import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';

/** Where this installation's own people live. */
export const HOME = 'home';

/** Writer of bot.person_shard, the routing table. */
@Injectable()
export class PersonShardStore {
  constructor(private readonly database: Database) {}

  /**
   * The shard in which the person lives. Someone new comes to `proposed`, for good; who was here before there were shards stays. Two
   * replicas that ask at once are told the same.
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
