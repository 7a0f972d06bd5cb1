import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  S3ServiceException,
  type LifecycleRule,
  type S3Client,
  type TransitionStorageClass,
} from '@aws-sdk/client-s3';
import type { StoredObject } from '@aisha/kinds/files';
import { s3Client } from './s3-object-store';
import type { StorageConfig } from './storage.config';

/** The class of storage to which files move when they are `afterDays` old: a class of S3, or with MinIO the name of a tier. */
export interface StorageClass {
  readonly name: string;
  readonly afterDays: number;
}

/** The storage has refused the rule, and the message has the storage's own words; or it has accepted the rule and not kept it. */
export class ClassRefused extends Error {}

/**
 * The class into which the storage itself moves files, by a rule of the bucket's lifecycle (S3's PutBucketLifecycleConfiguration). A file
 * keeps its key, and is read as before. Needs the owner's key: no app may change a bucket.
 */
export class StorageClassRule {
  private readonly client: S3Client;
  private readonly bucketOf: Record<StoredObject['bucket'], string>;

  constructor(config: StorageConfig) {
    this.client = s3Client(config);
    this.bucketOf = { avatars: config.MINIO_BUCKET_AVATARS, files: config.MINIO_BUCKET_NAME };
  }

  /** The rule for the files with this prefix; undefined when we have set none. */
  async of(prefix: StoredObject): Promise<StorageClass | undefined> {
    const [transition] = (await this.rules(prefix)).find(({ ID }) => ID === idOf(prefix))?.Transitions ?? [];
    return transition && { name: transition.StorageClass!, afterDays: transition.Days ?? 0 };
  }

  /** Writes the rule, or removes it. S3 replaces all rules of a bucket at once, so this writes the rules of others again. */
  async set(prefix: StoredObject, to: StorageClass | undefined): Promise<void> {
    const Bucket = this.bucketOf[prefix.bucket];
    const others = (await this.rules(prefix)).filter(({ ID }) => ID !== idOf(prefix));
    const Rules = to ? [...others, ruleOf(prefix, to)] : others;
    await inItsWords(() =>
      Rules.length > 0
        ? this.client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }))
        : this.client.send(new DeleteBucketLifecycleCommand({ Bucket })),
    );
    // A storage that ignores what it does not know answers 200 as well, so the rule is read back.
    const kept = await this.of(prefix);
    if (kept?.name !== to?.name || kept?.afterDays !== to?.afterDays)
      throw new ClassRefused('the storage has taken the rule and not kept it');
  }

  private async rules({ bucket }: StoredObject): Promise<LifecycleRule[]> {
    const asked = new GetBucketLifecycleConfigurationCommand({ Bucket: this.bucketOf[bucket] });
    try {
      return (await inItsWords(() => this.client.send(asked))).Rules ?? [];
    } catch (error) {
      if (isNamed(error, 'NoSuchLifecycleConfiguration')) return [];
      throw error;
    }
  }
}

const idOf = ({ key }: StoredObject): string => `aisha-${key.replace(/\/$/, '')}-class`;

const ruleOf = (prefix: StoredObject, { name, afterDays }: StorageClass): LifecycleRule => ({
  ID: idOf(prefix),
  Status: 'Enabled',
  Filter: { Prefix: prefix.key },
  // MinIO's names of tiers are not in the SDK's list.
  Transitions: [{ Days: afterDays, StorageClass: name as TransitionStorageClass }],
});

const isNamed = (error: unknown, name: string): boolean =>
  error instanceof ClassRefused && error.cause instanceof S3ServiceException && error.cause.name === name;

async function inItsWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    throw new ClassRefused(`${error.name}: ${error.message}`, { cause: error });
  }
}
