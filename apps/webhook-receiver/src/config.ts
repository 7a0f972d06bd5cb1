import { AppConfig, IntField, SecretField, UrlField } from '@aisha/platform';
import { IsOptional, Matches, ValidateIf } from 'class-validator';

export class WebhookReceiverConfig extends AppConfig {
  /** The port that serves FAL's callbacks and nothing else. */
  @IntField(0, 65_535) API_PORT = 8443;

  /** The secret that signs our order ids in webhook URLs. It has 32 characters or more, and is the same in every app. */
  @SecretField() WEBHOOK_SECRET!: string;

  /**
   * The previous secret. It is needed while callbacks to addresses that it signed may still come, which is four hours after the change at
   * most.
   */
  @IsOptional() @SecretField() WEBHOOK_SECRET_PREVIOUS?: string;

  /** The address at which FAL publishes the keys with which it signs webhooks. */
  @UrlField(['https', 'http']) FAL_JWKS_URL = 'https://rest.fal.ai/.well-known/jwks.json';

  /**
   * The shortest interval between two fetches of FAL's keys, in milliseconds. Without it, callbacks with unknown keys would make us flood
   * FAL.
   */
  @IntField(50, 600_000) FAL_JWKS_PAUSE_MS = 10_000;

  /** The server of the queue: Redis 7 or newer. */
  @IsOptional()
  @Matches(/^(rediss?|redis-sentinel):\/\/\S+$/, { message: '$property must be a redis:// URL' })
  REDIS_URL?: string;

  /** The address of Postgres, set only without Redis: the queue is in Postgres then. This app touches no other table. */
  @ValidateIf((config: WebhookReceiverConfig) => !config.REDIS_URL)
  @Matches(/^postgres(ql)?:\/\/\S+$/, { message: '$property must be a postgres:// URL' })
  DATABASE_URL?: string;
}

/** The secrets that may have signed a callback address of ours. */
export const secretsOf = ({ WEBHOOK_SECRET, WEBHOOK_SECRET_PREVIOUS }: WebhookReceiverConfig): readonly string[] =>
  WEBHOOK_SECRET_PREVIOUS === undefined ? [WEBHOOK_SECRET] : [WEBHOOK_SECRET, WEBHOOK_SECRET_PREVIOUS];
