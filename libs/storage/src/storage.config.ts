import { IntField, UrlField } from '@aisha/platform';
import { IsIn, IsOptional, IsString, Length, Matches, MinLength, ValidateIf } from 'class-validator';
import { DEFAULT_BUCKETS } from '@aisha/kinds/files';

/** The naming rules of S3 for buckets. */
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const BUCKET_RULE = { message: '$property must be 3 to 63 lower-case letters, digits, dots or hyphens' };

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Adds to an app's configuration what it needs to store files: `class MyConfig extends WithStorage(AppConfig) {}`. */
export function WithStorage<Base extends Constructor>(base: Base) {
  class Storage extends base {
    /** The address of any S3: `http://host:9000`, `https://s3.eu-central-1.amazonaws.com`. */
    @UrlField(['http', 'https']) MINIO_ENDPOINT!: string;

    /** The region that requests are signed for; self-hosted servers accept any. */
    @Matches(/^[a-z0-9-]{2,32}$/) S3_REGION = 'us-east-1';

    /**
     * The app's own key to its part of the files (decision 133), or one key for all apps. Without it and MINIO_SECRET_KEY the app uses AWS'
     * own chain of credentials, such as a role of the machine or the pod.
     */
    @ValidateIf(hasKey) @IsString() @MinLength(3) MINIO_ACCESS_KEY?: string;

    /** The secret of MINIO_ACCESS_KEY. */
    @ValidateIf(hasKey) @IsString() @Length(8, 256) MINIO_SECRET_KEY?: string;

    /** Photographs of people. */
    @Matches(BUCKET_NAME, BUCKET_RULE) MINIO_BUCKET_AVATARS = DEFAULT_BUCKETS.avatars;

    /** Everything else. */
    @Matches(BUCKET_NAME, BUCKET_RULE) MINIO_BUCKET_NAME = DEFAULT_BUCKETS.files;

    /** WHEN_REQUIRED for servers older than S3's flexible checksums (2025). */
    @IsIn(['WHEN_SUPPORTED', 'WHEN_REQUIRED']) S3_CHECKSUMS: 'WHEN_SUPPORTED' | 'WHEN_REQUIRED' = 'WHEN_SUPPORTED';
  }
  return Storage;
}

/** Whether either variable is set. One without the other is a mistake: only without both does the app use AWS' own chain of credentials. */
function hasKey({ MINIO_ACCESS_KEY, MINIO_SECRET_KEY }: StorageConfig): boolean {
  return MINIO_ACCESS_KEY !== undefined || MINIO_SECRET_KEY !== undefined;
}

export class StorageConfig extends WithStorage(Object) {}

/** Adds to an app's configuration the quota of a person's files. */
export function WithStorageQuota<Base extends Constructor>(base: Base) {
  class StorageQuota extends base {
    /**
     * The quota of a person's files, in MB. A person who has reached it can send no more photos and recordings; 0 means no limit. The quota
     * never refuses an order.
     */
    @IntField(0, 10_000_000) STORAGE_QUOTA_MB = 2_000;
  }
  return StorageQuota;
}

/** Adds to an app's configuration what happens to files that no row owns. */
export function WithUnownedFiles<Base extends Constructor>(base: Base) {
  class UnownedFiles extends base {
    /**
     * Files that a crash has left without an owner: `remove` deletes them a day later, `log` only logs how many there are. Where twenty and
     * more than half of the files have none, the database is probably not theirs: `remove` leaves them, `remove-all` deletes them, too.
     */
    @IsIn(['remove', 'log', 'remove-all']) UNOWNED_FILES: 'remove' | 'log' | 'remove-all' = 'remove';
  }
  return UnownedFiles;
}

export class UnownedFilesConfig extends WithUnownedFiles(Object) {}

/**
 * The host has a dot: Telegram refuses a button to a host without one, such as localhost or the name of a container.
 */
const HOST_OF_LINKS = /^https?:\/\/[^:]*\.[^:]+(:\d+)?$/i;

/** Adds to an app's configuration where people reach the storage. */
export function WithLinks<Base extends Constructor>(base: Base) {
  class Links extends base {
    /**
     * The address under which people reach the files over the internet: a CDN or a proxy in front of the storage that passes path, query
     * and Host on. The bot sends a file that Telegram refuses as a link to this address; without the address, it cannot send such a file.
     */
    @IsOptional()
    @Matches(/^https?:\/\/[^/?#@\s]+$/, { message: '$property must be an address without a path' })
    @Matches(HOST_OF_LINKS, {
      message: '$property must have a dot in its host: Telegram takes no link to another, and people do not reach it',
    })
    CDN_BASE_URL?: string;
  }
  return Links;
}

export class LinkConfig extends WithLinks(Object) {}
