import { AppConfig, IntField, UrlField } from '@aisha/platform';
import { IsOptional, IsString, Matches, MinLength, ValidateIf } from 'class-validator';

export class WebhookReceiverConfig extends AppConfig {
  /** The port FAL's callbacks come in on, and nothing else. */
  @IntField(0, 65_535) API_PORT = 8443;

  /** Signs our order ids in webhook URLs; the same in every app. */
  @IsString() @MinLength(16) WEBHOOK_SECRET!: string;

  /** Where FAL publishes the keys it signs webhooks with. */
  @UrlField(['https', 'http']) FAL_JWKS_URL = 'https://rest.fal.ai/.well-known/jwks.json';

  /** How soon after a try FAL's keys are asked for again: a key nobody knows must not make us hammer FAL. */
  @IntField(50, 600_000) FAL_JWKS_PAUSE_MS = 10_000;

  /** Redis 7 or newer: where the queue lives. */
  @IsOptional()
  @Matches(/^rediss?:\/\/\S+$/, { message: '$property must be a redis:// URL' })
  REDIS_URL?: string;

  /** Only where there is no Redis, for the queue lives in Postgres then. No table of ours is touched from here. */
  @ValidateIf((config: WebhookReceiverConfig) => !config.REDIS_URL)
  @Matches(/^postgres(ql)?:\/\/\S+$/, { message: '$property must be a postgres:// URL' })
  DATABASE_URL?: string;
}
