import { IsIn, IsOptional, Matches, ValidateIf } from 'class-validator';
import { WithFreeSpeech, WithFreeWork, WithWelcomeCredits } from '@aisha/orders/config';
import { DatabaseAppConfig, IntField, SecretField, UrlField, WebhookUrlField } from '@aisha/platform';
import { WithFalConcurrency } from '@aisha/providers/fal';
import { WithLinks, WithStorage } from '@aisha/storage';
import { WithLinkedFiles } from './engine/links/links.config';
import { WithLargeFiles } from './engine/telegram/large-files.config';
import { WithShards } from './engine/settings/shards.config';
import type { EngineConfig } from './engine/settings/engine.config';

/** What the bot gateway reads from its environment. */
export class BotGatewayConfig
  extends WithLargeFiles(
    WithLinkedFiles(
      WithFreeSpeech(
        WithWelcomeCredits(WithFreeWork(WithFalConcurrency(WithLinks(WithStorage(WithShards(DatabaseAppConfig)))))),
      ),
    ),
  )
  implements EngineConfig
{
  /** The token that BotFather gives, Telegram's bot that makes bots: `<bot id>:<secret>`. */
  @Matches(/^\d+:[\w-]+$/, { message: '$property must look like 123456:ABC…' }) TELEGRAM_BOT_TOKEN!: string;

  /**
   * Signs the buttons in chats; the bot's token unless set. After a change of the token, the old token here keeps old
   * buttons working.
   */
  @IsOptional() @SecretField() CALLBACK_SECRET?: string;

  /** The address of Telegram, of a local Bot API server, or of the sandbox. */
  @UrlField(['http', 'https']) TELEGRAM_API_ROOT = 'https://api.telegram.org';

  /** Factor on Telegram's usual rate limits: more than 1 only if Telegram granted it, or if the server has no limits. */
  @IntField(1, 1_000) TELEGRAM_PACE = 1;

  /** How updates arrive: the bot polls, or Telegram calls TELEGRAM_WEBHOOK_URL. */
  @IsIn(['polling', 'webhook']) TELEGRAM_MODE: 'polling' | 'webhook' = 'polling';

  /** The public address of BOT_PORT, https. Only for `webhook`. */
  @ValidateIf(isWebhook) @WebhookUrlField() TELEGRAM_WEBHOOK_URL?: string;

  /** 32–256 of A-Z a-z 0-9 _ - ; Telegram sends it with every update. For `webhook`. */
  @ValidateIf(isWebhook)
  @Matches(/^[\w-]{32,256}$/, {
    message: '$property must be 32 to 256 of A-Z a-z 0-9 _ - : `openssl rand -hex 32` makes one',
  })
  TELEGRAM_WEBHOOK_SECRET?: string;

  /**
   * Where people reach a human: `@name`, an https address or an e-mail address. It may be absent only with a Telegram
   * on this machine.
   */
  @ValidateIf(isPublic)
  @Matches(/^(@(?!example_)\w{5,32}|https:\/\/\S+|[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+)$/, {
    message: '$property must be @name, an https address or an e-mail address: what /support and /paysupport answer',
  })
  SUPPORT_CONTACT?: string;

  /**
   * The quota of a person's files, in MB: once that much is kept, the bot takes no more photos and recordings; 0 for no
   * limit. Orders are never refused by it.
   */
  @IntField(0, 10_000_000) STORAGE_QUOTA_MB = 2_000;

  /** The port for Telegram's calls. Only for `webhook`. */
  @IntField(0, 65_535) BOT_PORT = 8000;

  // Chat queues, deliveries and jobs share the pool.
  @IntField(4, 100) override DATABASE_POOL = 10;
}

function isWebhook(config: BotGatewayConfig): boolean {
  return config.TELEGRAM_MODE === 'webhook';
}

/**
 * Whether strangers may use the bot: the sandbox's Telegram is on this machine. A Bot API server of one's own there may
 * have people too, and may be given a contact.
 */
function isPublic({ TELEGRAM_API_ROOT, SUPPORT_CONTACT }: BotGatewayConfig): boolean {
  return (
    SUPPORT_CONTACT !== undefined || !/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])([:/]|$)/i.test(TELEGRAM_API_ROOT)
  );
}
