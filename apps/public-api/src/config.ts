import { DatabaseAppConfig, IntField, ListField } from '@aisha/platform';
import { WithFreeSpeech } from '@aisha/orders/config';
import { WithLinks, WithStorage, WithStorageQuota } from '@aisha/storage';

export class PublicApiConfig extends WithFreeSpeech(WithStorageQuota(WithLinks(WithStorage(DatabaseAppConfig)))) {
  /** The port that serves the public REST API and nothing else. */
  @IntField(0, 65_535) PUBLIC_API_PORT = 8060;

  /** How many requests one key may make in a minute. */
  @IntField(1, 100_000) PUBLIC_API_REQUESTS_A_MINUTE = 120;

  /** How many orders one key may place in a minute. */
  @IntField(1, 10_000) PUBLIC_API_ORDERS_A_MINUTE = 20;

  /** How many files one key may send in a minute. */
  @IntField(1, 10_000) PUBLIC_API_FILES_A_MINUTE = 20;

  /** The largest recording that a program may send, in MB. */
  @IntField(1, 2_000) PUBLIC_API_RECORDING_MB = 500;

  /**
   * The hosts, each as `host`, `host:port` or `host:*`, to which webhooks may go although the host is private, the address has http, or the
   * port is not the usual one. For an operator's own programs; every other webhook goes to the public Internet by https.
   */
  @ListField() WEBHOOK_PRIVATE_HOSTS: string[] = [];
}
