import { APP_LOGINS } from '@aisha/domain';
import { QUEUE_APPS, queueRule } from '@aisha/messaging/rights';
import { STORING_APPS, storagePolicy } from '@aisha/storage/rights';

/** The placeholders that docker/storage/make-keys.sh and docker/redis/start.sh replace by the installation's own names. */
const BUCKETS = { avatars: '@MINIO_BUCKET_AVATARS@', files: '@MINIO_BUCKET_NAME@' };
const INSTALLATION = '@INSTALLATION@';

/** The policy of each app's key to MinIO, and the users of the queue's Redis, by their files' names. */
export const appKeyFiles = (): Record<string, string> => ({
  ...Object.fromEntries(
    STORING_APPS.map((app) => [
      `docker/storage/${APP_LOGINS[app]}.json`,
      `${JSON.stringify(storagePolicy(app, BUCKETS), null, 2)}\n`,
    ]),
  ),
  'docker/redis/users.acl': QUEUE_APPS.map(
    (app) =>
      `user ${INSTALLATION}_${APP_LOGINS[app]} on >@REDIS_PASSWORD_${APP_LOGINS[app].toUpperCase()}@ ${queueRule(app, INSTALLATION)}\n`,
  ).join(''),
});
