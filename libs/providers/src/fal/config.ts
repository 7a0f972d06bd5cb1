import { Transform } from 'class-transformer';
import { ArrayNotEmpty, IsOptional, Matches } from 'class-validator';
import { IntField, ListField, SecretField, UrlField, WebhookUrlField } from '@aisha/platform';
import { WithCatalogue } from '../catalogue';
import type { ProviderAccount } from '../ports';
import type { FalAccount } from './http/client';

const HOST = /^([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:\d{1,5})?$/;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Adds FAL's concurrency: for apps that submit work, and for apps that estimate waits. */
export function WithFalConcurrency<Base extends Constructor>(base: Base) {
  class FalConcurrency extends base {
    /** How many requests our account at FAL runs at once; one limit for all apps and replicas. */
    @IntField(1, 1_000) FAL_CONCURRENCY = 2;
  }
  return FalConcurrency;
}

/** Adds FAL's addresses, without an account there. */
export function WithFalAddresses<Base extends Constructor>(base: Base) {
  class FalAddresses extends WithCatalogue(base) {
    /** FAL's queue, or its fake. */
    @UrlField(['https', 'http']) FAL_QUEUE_URL = 'https://queue.fal.run';

    /** FAL's storage, or its fake. */
    @UrlField(['https', 'http']) FAL_REST_URL = 'https://rest.fal.ai';

    /** FAL's platform API, or its fake. */
    @UrlField(['https', 'http']) FAL_PLATFORM_URL = 'https://api.fal.ai/v1';

    /** `host[:port]` from which results may be fetched; plain http for loopback only. */
    @ListField()
    @ArrayNotEmpty({ message: '$property must name a host' })
    @Matches(HOST, { each: true, message: '$property must be a list of host or host:port' })
    FAL_ALLOWED_HOSTS: string[] = ['v3.fal.media', 'v3b.fal.media', 'fal.media'];
  }
  return FalAddresses;
}

/** Adds to an app's configuration what it needs to give work to FAL: `class MyConfig extends WithFal(DatabaseAppConfig) {}`. */
export function WithFal<Base extends Constructor>(base: Base) {
  class Fal extends WithFalAddresses(WithFalConcurrency(base)) {
    /** `<key_id>:<key_secret>`: FAL takes no other form. Spaces and newlines around it are dropped. */
    @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value))
    @Matches(/^[^\s:]+:[^\s:]+$/, { message: '$property must look like <key_id>:<key_secret>' })
    FAL_API_KEY!: string;

    /** The public address of webhook-receiver, https. */
    @WebhookUrlField() FAL_WEBHOOK_URL = 'http://127.0.0.1:8443/api/v1/avatar/status_update';

    /** How long we pause after FAL refuses work for a reason that passes. */
    @IntField(10, 600_000) FAL_BUSY_PAUSE_MS = 2_000;

    /** Signs our order ids in webhook URLs: 32 characters or more, the same in every app. */
    @SecretField() WEBHOOK_SECRET!: string;
  }
  return Fal;
}

/** Adds the key of admin scope, with which one app reads what FAL bills and deletes what FAL keeps of erased people's requests. */
export function WithFalBills<Base extends Constructor>(base: Base) {
  class FalBilling extends base {
    /**
     * `<key_id>:<key_secret>` of admin scope, with which the image generator reads what FAL bills us: once a day billing compares the bill
     * with its own sum of costs. With this key the image generator also has FAL delete what it keeps of the requests of a person who has
     * everything deleted. Absent: nothing is compared, and FAL's records end by themselves after 30 days. FAL accepts no other key for
     * either.
     */
    @IsOptional()
    @Matches(/^\s*[^\s:]+:[^\s:]+\s*$/, { message: '$property must look like <key_id>:<key_secret>' })
    FAL_ADMIN_KEY?: string;
  }
  return FalBilling;
}

export class FalConfig extends WithFal(Object) {}

/** The slots of our account at FAL. */
export const falSlots = (config: Pick<FalConfig, 'FAL_CONCURRENCY' | 'FAL_BUSY_PAUSE_MS'>): ProviderAccount => ({
  provider: 'fal',
  limit: config.FAL_CONCURRENCY,
  busyPauseMs: config.FAL_BUSY_PAUSE_MS,
});

export const falAccount = (config: Pick<FalConfig, 'FAL_API_KEY' | 'FAL_QUEUE_URL' | 'FAL_REST_URL'>): FalAccount => ({
  key: config.FAL_API_KEY,
  queueUrl: config.FAL_QUEUE_URL,
  restUrl: config.FAL_REST_URL,
});
