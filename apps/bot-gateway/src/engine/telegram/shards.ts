import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Update } from 'telegraf/types';
import type { TelegramId } from '@aisha/domain';
import { HOME, readShard, ShardsConfig } from '../settings/shards.config';
import { PersonShardStore } from './person-shard.store';
import { writerOf } from './updates';
import { WebhookOptions } from './webhook.options';

/**
 * How long another installation may take to store an update. A healthy one takes some milliseconds, and Telegram repeats an update that was
 * not passed on.
 */
const PASSED_ON_WITHIN_MS = 2_000;
/**
 * How many updates may be on their way to one shard: a part of the forty calls that Telegram makes at once, so that the other calls get
 * through even when that shard does not answer.
 */
const PASSED_ON_AT_ONCE = 8;
/**
 * The header that marks a passed-on update. Without it, two installations that name each other would pass an update back and forth without
 * end.
 */
export const PASSED_ON = 'x-aisha-passed-on';

/** The other installations that serve this bot. Without any, no update is passed on. */
@Injectable()
export class Shards implements OnModuleInit {
  private readonly addresses: ReadonlyMap<string, string>;
  private readonly names: readonly string[];
  private readonly underWay = new Map<string, number>();

  constructor(
    config: ShardsConfig,
    private readonly options: WebhookOptions,
    private readonly store: PersonShardStore,
  ) {
    this.addresses = new Map(config.TELEGRAM_SHARDS.map(readShard));
    this.names = [HOME, ...this.addresses.keys()].toSorted();
  }

  /** Throws when the settings name no other installation although people live in one, because those people would begin anew here. */
  async onModuleInit(): Promise<void> {
    if (this.addresses.size > 0) return;
    // When Postgres is away, the check is left out: without Postgres no update comes in, so a wrong setting does no harm until the next
    // start.
    const another = await this.store.another().catch(() => undefined);
    if (another !== undefined) throw new Error(`TELEGRAM_SHARDS is empty, and people live in ${another}`);
  }

  /**
   * Passes an update on if its person lives in another installation, and resolves to true once that installation has stored the update;
   * otherwise to false. Throws while that installation is away, unknown to the settings, or still owes too many answers, so that Telegram
   * brings the update again.
   */
  async passOn(update: Update): Promise<boolean> {
    if (this.addresses.size === 0) return false;
    const writer = writerOf(update);
    const shard = await this.store.shardOf(writer, this.proposedTo(writer));
    if (shard === HOME) return false;
    const address = this.addresses.get(shard);
    if (address === undefined) throw new Error(`TELEGRAM_SHARDS has no ${shard}, where people live`);
    const underWay = this.underWay.get(shard) ?? 0;
    if (underWay >= PASSED_ON_AT_ONCE) throw new Error(`The shard ${shard} has not answered ${underWay} updates yet`);
    this.underWay.set(shard, underWay + 1);
    try {
      await this.post(address, update);
    } finally {
      this.underWay.set(shard, this.underWay.get(shard)! - 1);
    }
    return true;
  }

  private async post(address: string, update: Update): Promise<void> {
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': this.options.secret,
        [PASSED_ON]: '1',
      },
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(PASSED_ON_WITHIN_MS),
      redirect: 'error',
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The other installation answered ${response.status}`);
  }

  /**
   * Proposes a shard for a new person, so that people are spread evenly. The routing table has everyone who came before, so another shard
   * moves no person.
   */
  private proposedTo(writer: TelegramId): string {
    const digest = createHash('sha256').update(String(writer)).digest();
    return this.names[digest.readUInt32BE() % this.names.length]!;
  }
}
