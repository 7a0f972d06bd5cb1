import { IsIn, IsOptional, IsString, Matches, ValidateBy, ValidateIf } from 'class-validator';
import { CARD_CURRENCY } from '@aisha/domain';
import { WithFreeSpeech, WithFreeWork, WithWelcomeCredits } from '@aisha/orders/config';
import {
  DatabaseAppConfig,
  IntField,
  isOnThisMachine,
  SecretField,
  UrlField,
  WebhookUrlField,
  WithOperators,
} from '@aisha/platform';
import { WithFalConcurrency } from '@aisha/providers/fal';
import { WithLinks, WithStorage, WithStorageQuota } from '@aisha/storage';
import { WithLinkedFiles } from './engine/links/links.config';
import { WithLargeFiles } from './engine/telegram/large-files.config';
import { WithShards } from './engine/settings/shards.config';
import type { EngineConfig } from './engine/settings/engine.config';
import { WithTrainingGain } from './readers/training-gain.config';

/** The settings that the bot gateway reads from its environment. */
export class BotGatewayConfig
  extends WithLargeFiles(
    WithLinkedFiles(
      WithFreeSpeech(
        WithWelcomeCredits(
          WithFreeWork(
            WithFalConcurrency(
              WithStorageQuota(WithLinks(WithStorage(WithShards(WithTrainingGain(WithOperators(DatabaseAppConfig)))))),
            ),
          ),
        ),
      ),
    ),
  )
  implements EngineConfig
{
  /** The token of the bot, `<bot id>:<secret>`, from BotFather, Telegram's bot that makes bots. */
  @Matches(/^\d+:[\w-]+$/, { message: '$property must look like 123456:ABC…' }) TELEGRAM_BOT_TOKEN!: string;

  /**
   * The secret that signs the buttons in chats; by default the bot's token. After a change of the token, the old token set here keeps old
   * buttons working.
   */
  @IsOptional() @SecretField() CALLBACK_SECRET?: string;

  /**
   * A folder of the owner's own pictures, each under the name of the picture that it replaces: `first-results.jpg`, which the greeting
   * shows, `looks.jpg`, `looks-<group>.jpg`, `look-<look>.jpg`. `npm run previews -- --real` draws the pictures of looks (decision 236).
   * Docker Compose mounts the folder; in Kubernetes it is a path in a volume that the owner adds to the bot gateway.
   */
  @IsOptional() @IsString() PICTURES_FOLDER?: string;

  /** The address of Telegram, of a local Bot API server, or of the sandbox. */
  @UrlField(['http', 'https']) TELEGRAM_API_ROOT = 'https://api.telegram.org';

  /** The factor on Telegram's usual rate limits. It is more than 1 only if Telegram has granted that, or if the server has no limits. */
  @IntField(1, 1_000) TELEGRAM_PACE = 1;

  /** How updates arrive: the bot polls, or Telegram calls TELEGRAM_WEBHOOK_URL. */
  @IsIn(['polling', 'webhook']) TELEGRAM_MODE: 'polling' | 'webhook' = 'polling';

  /** The public address of BOT_PORT, https; read only for `webhook`. */
  @ValidateIf(isWebhook) @WebhookUrlField() TELEGRAM_WEBHOOK_URL?: string;

  /** A secret of 32–256 characters out of A-Z a-z 0-9 _ - that Telegram sends with every update; read only for `webhook`. */
  @ValidateIf(isWebhook)
  @Matches(/^[\w-]{32,256}$/, {
    message: '$property must be 32 to 256 of A-Z a-z 0-9 _ - : `openssl rand -hex 32` makes one',
  })
  TELEGRAM_WEBHOOK_SECRET?: string;

  /**
   * Where people reach a human: `@name`, an https address or an e-mail address. It may be absent only with a Telegram
   * on this machine.
   */
  @ValidateIf(hasStrangers)
  @Matches(/^(@(?!example_)\w{5,32}|https:\/\/\S+|[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+)$/, {
    message: '$property must be @name, an https address or an e-mail address: what /support and /paysupport answer',
  })
  SUPPORT_CONTACT?: string;

  /**
   * The address at which operators open the desk, without a path: `https://desk.inside.example`. Requests for another host or from a page of
   * another origin are refused; with https the cookie is sent by https alone.
   */
  @UrlField(['https', 'http']) CONSOLE_URL = 'http://127.0.0.1:8070';

  /** The address under which programs reach the public API; the bot names it beside the keys. */
  @IsOptional() @UrlField(['https', 'http']) PUBLIC_API_URL?: string;

  /**
   * The token of a card provider, from BotFather (Payments). With PAYMENT_CURRENCY it turns payments by card on, beside Stars. Telegram
   * allows only Stars for digital goods: read docs/payments.md before setting it.
   */
  @IsOptional()
  @Matches(/^[\w:-]{8,255}$/, { message: '$property must be the token that BotFather shows under Payments' })
  // Payments by card need a single installation: with several, Telegram's question before a payment may reach one of them and the payment
  // another one, which could then not confirm the payment.
  @ValidateBy({
    name: 'isOfOneInstallation',
    validator: {
      validate: (_, args) => (args?.object as BotGatewayConfig).TELEGRAM_INSTALLATIONS === 1,
      defaultMessage: () =>
        '$property needs TELEGRAM_INSTALLATIONS to be 1: installations that share a bot sell for Stars alone',
    },
  })
  PAYMENT_PROVIDER_TOKEN?: string;

  /** The currency of payments by card: `RUB`, `EUR`; read only with PAYMENT_PROVIDER_TOKEN. */
  @ValidateIf(({ PAYMENT_PROVIDER_TOKEN }: BotGatewayConfig) => PAYMENT_PROVIDER_TOKEN !== undefined)
  @Matches(CARD_CURRENCY, { message: '$property must be three letters of a currency, such as EUR' })
  PAYMENT_CURRENCY?: string;

  /** The port that Telegram calls; read only for `webhook`. */
  @IntField(0, 65_535) BOT_PORT = 8000;

  // The pool is larger than in other apps, because chat queues, deliveries and jobs use it at the same time.
  @IntField(4, 100) override DATABASE_POOL = 10;
}

function isWebhook(config: BotGatewayConfig): boolean {
  return config.TELEGRAM_MODE === 'webhook';
}

/**
 * Whether strangers may use the bot: always, unless Telegram runs on this machine, as in the sandbox, and no contact is set. A local Bot
 * API server may have strangers, too; its operator then sets a contact.
 */
function hasStrangers({ TELEGRAM_API_ROOT, SUPPORT_CONTACT }: BotGatewayConfig): boolean {
  const isHere = URL.canParse(TELEGRAM_API_ROOT) && isOnThisMachine(new URL(TELEGRAM_API_ROOT));
  return SUPPORT_CONTACT !== undefined || !isHere;
}
