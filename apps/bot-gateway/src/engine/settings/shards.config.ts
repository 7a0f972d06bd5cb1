import { Matches, ValidateBy } from 'class-validator';
import { IntField, ListField } from '@aisha/platform';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Adds which other installations serve the same bot (decision 171). */
export function WithShards<Base extends Constructor>(base: Base) {
  class Shards extends base {
    /**
     * `name=address` of each other installation's gateway, its BOT_PORT with the path of TELEGRAM_WEBHOOK_URL: this one passes on what
     * their people write. Set where Telegram's calls arrive, and nowhere else. For `webhook`.
     */
    @ListField()
    @Matches(/^[a-z][a-z0-9-]*=https?:\/\/\S+$/, {
      each: true,
      message: '$property must be a list of name=address: second=https://gateway.second.internal/telegram/updates',
    })
    @ValidateBy({
      name: 'isByWebhook',
      validator: {
        validate: (shards, args) =>
          (shards as string[]).length === 0 || (args?.object as { TELEGRAM_MODE?: string }).TELEGRAM_MODE === 'webhook',
        defaultMessage: () => '$property needs TELEGRAM_MODE=webhook: what is polled is passed on to nobody',
      },
    })
    TELEGRAM_SHARDS: string[] = [];

    /** How many installations serve the bot: each takes this part of Telegram's calls a second, and credits the Stars of its own people. */
    @IntField(1, 30) TELEGRAM_SHARES = 1;
  }
  return Shards;
}

export class ShardsConfig extends WithShards(Object) {}
