import { ValidateBy } from 'class-validator';
import { IntField, ListField } from '@aisha/platform';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Where this installation's own people live. */
export const HOME = 'home';

interface Read {
  readonly TELEGRAM_MODE?: string;
  readonly TELEGRAM_INSTALLATIONS: number;
}

const SHARD = /^([a-z][a-z0-9-]*)=(\S+)$/;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

export const readShard = (shard: string): readonly [name: string, address: string] => {
  const [, name, address] = SHARD.exec(shard)!;
  return [name!, address!];
};

const isShard = (shard: string): boolean => {
  const address = SHARD.exec(shard)?.[2] ?? '';
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  return isSafe && !username && !password;
};

function problemOf(shards: readonly string[], { TELEGRAM_MODE, TELEGRAM_INSTALLATIONS }: Read): string | undefined {
  if (shards.length === 0) return undefined;
  if (!shards.every(isShard))
    return 'must be a list of name=address, https (http on loopback only): second=https://gateway.second.internal/telegram/updates';
  const names = shards.map((shard) => readShard(shard)[0]);
  if (names.includes(HOME)) return `names other installations: \`${HOME}\` is this installation`;
  if (new Set(names).size < names.length) return 'has a name twice';
  if (TELEGRAM_MODE !== 'webhook') return 'needs TELEGRAM_MODE=webhook: what is polled is passed on to nobody';
  // By its own list, one installation alone would take the Stars of all people.
  if (TELEGRAM_INSTALLATIONS <= shards.length)
    return 'needs TELEGRAM_INSTALLATIONS, which counts this installation, too: otherwise Stars are credited twice';
  return undefined;
}

/** Adds which other installations serve the same bot (decision 171). */
export function WithShards<Base extends Constructor>(base: Base) {
  class Shards extends base {
    /**
     * `name=address` of each other installation's gateway, its BOT_PORT with the path of TELEGRAM_WEBHOOK_URL, https:
     * this installation passes on what their people write. Set only where Telegram's calls arrive. For `webhook`; needs
     * TELEGRAM_INSTALLATIONS.
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

    /** How many installations serve the bot: each takes this part of Telegram's calls a second, and credits the Stars of its own people. */
    @IntField(1, 30) TELEGRAM_INSTALLATIONS = 1;
  }
  return Shards;
}

export class ShardsConfig extends WithShards(Object) {}
