import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Update } from 'telegraf/types';
import type { TelegramId } from '@aisha/domain';
import { HOME, PersonShardStore } from './person-shard.store';
import { ShardsConfig } from '../settings/shards.config';
import { writerOf } from './updates';
import { WebhookOptions } from './webhook.options';

/** Half of what Telegram waits for an answer: it repeats what was not passed on. */
const PASSED_ON_WITHIN_MS = 10_000;

/** The other installations that serve this bot. Without any, nothing is asked and nothing is passed on. */
@Injectable()
export class Shards {
  private readonly addresses: ReadonlyMap<string, string>;
  private readonly names: readonly string[];

  constructor(
    config: ShardsConfig,
    private readonly options: WebhookOptions,
    private readonly store: PersonShardStore,
  ) {
    this.addresses = new Map(
      config.TELEGRAM_SHARDS.map((shard) => {
        const [, name, address] = /^([^=]+)=(.+)$/.exec(shard)!;
        return [name!, address!];
      }),
    );
    this.names = [HOME, ...this.addresses.keys()].toSorted();
  }

  /** Whether the update is another installation's, which has stored it then. Throws where that is away: Telegram brings it again. */
  async passOn(update: Update): Promise<boolean> {
    if (this.addresses.size === 0) return false;
    const writer = writerOf(update);
    const shard = await this.store.shardOf(writer, this.proposedTo(writer));
    if (shard === HOME) return false;
    const address = this.addresses.get(shard);
    if (address === undefined) throw new Error(`TELEGRAM_SHARDS has no ${shard}, where people live`);
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': this.options.secret },
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(PASSED_ON_WITHIN_MS),
      redirect: 'error',
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The shard ${shard} answered ${response.status}`);
    return true;
  }

  /** Spreads newcomers evenly; whoever has come is in the routing table, so that one more shard moves nobody. */
  private proposedTo(writer: TelegramId): string {
    const digest = createHash('sha256').update(String(writer)).digest();
    return this.names[digest.readUInt32BE() % this.names.length]!;
  }
}
