import { ValidateBy } from 'class-validator';
import { IntField, isSafeAddress, ListField } from '@aisha/platform';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** The name of the shard for this installation's own people. */
export const HOME = 'home';

interface Read {
  readonly TELEGRAM_MODE?: string;
  readonly TELEGRAM_INSTALLATIONS: number;
}

const SHARD = /^([a-z][a-z0-9-]*)=(\S+)$/;

export const readShard = (shard: string): readonly [name: string, address: string] => {
  const [, name, address] = SHARD.exec(shard)!;
  return [name!, address!];
};

const isShard = (shard: string): boolean => {
  const address = SHARD.exec(shard)?.[2] ?? '';
  return URL.canParse(address) && isSafeAddress(new URL(address));
};

function problemOf(shards: readonly string[], { TELEGRAM_MODE, TELEGRAM_INSTALLATIONS }: Read): string | undefined {
  if (shards.length === 0) return undefined;
  if (!shards.every(isShard))
    return 'must be a list of name=address, https (http on loopback only): second=https://gateway.second.internal/telegram/updates';
  const names = shards.map((shard) => readShard(shard)[0]);
  if (names.includes(HOME)) return `names other installations: \`${HOME}\` is this installation`;
  if (new Set(names).size < names.length) return 'has a name twice';
  if (TELEGRAM_MODE !== 'webhook') return 'needs TELEGRAM_MODE=webhook: what is polled is passed on to nobody';
  // An installation that believed itself the only one would also credit the Stars of the other installations' people.
  if (TELEGRAM_INSTALLATIONS <= shards.length)
    return 'needs TELEGRAM_INSTALLATIONS, which counts this installation, too: otherwise Stars are credited twice';
  return undefined;
}

/** Adds the settings about other installations that serve the same bot (decision 171). */
export function WithShards<Base extends Constructor>(base: Base) {
  class Shards extends base {
    /**
     * The other installations to which this one passes their people's updates, each as `name=address`. The address is that of the
     * installation's gateway, with its BOT_PORT and the path of TELEGRAM_WEBHOOK_URL, https. This list is set only on the installation that
     * Telegram calls, only for `webhook`, and needs TELEGRAM_INSTALLATIONS.
     */
    @ListField()
    @ValidateBy({
      name: 'isShards',
      validator: {
        validate: (shards, args) => problemOf(shards as string[], args?.object as Read) === undefined,
        defaultMessage: (args) => `$property ${problemOf(args?.value as string[], args?.object as Read)}`,
      },
    })
    TELEGRAM_SHARDS: string[] = [];

    /**
     * How many installations serve the bot. Each takes an equal share of the calls that Telegram allows in a second, and credits the Stars
     * of its own people.
     */
    @IntField(1, 30) TELEGRAM_INSTALLATIONS = 1;
  }
  return Shards;
}

export class ShardsConfig extends WithShards(Object) {}
