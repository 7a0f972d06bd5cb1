import { ConfigError, parseConfig } from '@aisha/platform';
import { S3ObjectStore, StorageConfig } from '@aisha/storage';
import type { Environment } from '../../../start/environment.mts';
import { Refusal } from '../backup.mts';
import { BackupBucket } from './bucket.mts';

/** The bucket of BACKUP_*; refuses with a sentence for each variable that is missing or wrong. */
export async function bucketOf(env: Environment): Promise<BackupBucket> {
  const { BACKUP_BUCKET, BACKUP_KEY = '' } = env;
  const config = {
    MINIO_ENDPOINT: env['BACKUP_ENDPOINT'],
    MINIO_ACCESS_KEY: env['BACKUP_ACCESS_KEY'],
    MINIO_SECRET_KEY: env['BACKUP_SECRET_KEY'],
    MINIO_BUCKET_AVATARS: BACKUP_BUCKET ?? '',
    MINIO_BUCKET_NAME: BACKUP_BUCKET ?? '',
    ...(env['BACKUP_REGION'] && { S3_REGION: env['BACKUP_REGION'] }),
    ...(env['S3_CHECKSUMS'] && { S3_CHECKSUMS: env['S3_CHECKSUMS'] }),
  };
  try {
    const bucket = new BackupBucket(new S3ObjectStore(parseConfig(StorageConfig, config)), BACKUP_KEY, {
      installation: env['INSTALLATION'] || undefined,
    });
    await bucket.files.recipient.catch(() => {
      throw new Refusal('BACKUP_KEY: must be an AGE-SECRET-KEY-1…: `aisha backup --new-key` makes one');
    });
    return bucket;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const problems = error.message
      .split('\n')
      .filter((line) => !line.includes('MINIO_BUCKET_AVATARS'))
      .map((line) => line.replaceAll('MINIO_BUCKET_NAME', 'BACKUP_BUCKET').replaceAll('MINIO_', 'BACKUP_'));
    throw new Refusal(problems.join('\n'));
  }
}
