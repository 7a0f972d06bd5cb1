import { Transform } from 'class-transformer';
import { IsString, Matches, MinLength } from 'class-validator';
import { IntField, ListField, UrlField, type AppConfig, type ConfigClass } from '@aisha/platform';
import type { FalAccount } from './client';

/** What an app that gives work to FAL reads from its environment. */
export interface FalConfig {
  FAL_API_KEY: string;
  FAL_QUEUE_URL: string;
  FAL_REST_URL: string;
  FAL_ALLOWED_HOSTS: string[];
  FAL_WEBHOOK_URL: string;
  FAL_CONCURRENCY: number;
  WEBHOOK_SECRET: string;
}

/** Adds FAL's settings to an app's configuration class. */
export function withFal<C extends AppConfig>(Base: ConfigClass<C>): ConfigClass<C & FalConfig> {
  class WithFal extends (Base as ConfigClass<AppConfig>) implements FalConfig {
    /** `<key_id>:<key_secret>`; spaces and newlines around it are dropped. */
    @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value))
    @Matches(/^\S+$/, { message: '$property must be a key without spaces' })
    FAL_API_KEY!: string;

    @UrlField(['https', 'http']) FAL_QUEUE_URL = 'https://queue.fal.run';
    @UrlField(['https', 'http']) FAL_REST_URL = 'https://rest.fal.ai';

    /** `host[:port]` from which results may be fetched; plain http for loopback only. */
    @ListField() FAL_ALLOWED_HOSTS: string[] = ['v3.fal.media', 'v3b.fal.media', 'fal.media'];

    /** The public address of webhook-receiver. */
    @UrlField(['https', 'http']) FAL_WEBHOOK_URL = 'http://127.0.0.1:8443/api/v1/avatar/status_update';

    /** Requests the FAL account runs at once; one limit for all apps and replicas. */
    @IntField(1, 100) FAL_CONCURRENCY = 2;

    /** Signs our order ids in webhook URLs; the same in every app. */
    @IsString() @MinLength(16) WEBHOOK_SECRET!: string;
  }
  return WithFal as unknown as ConfigClass<C & FalConfig>;
}

export const falAccount = (config: FalConfig): FalAccount => ({
  key: config.FAL_API_KEY,
  queueUrl: config.FAL_QUEUE_URL,
  restUrl: config.FAL_REST_URL,
});
