import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  paginateListObjectsV2,
  type ListMultipartUploadsCommandOutput,
  type MultipartUpload,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { AppError } from '@aisha/domain';
import type { Clock } from '@aisha/platform';
import { SignatureV4 } from '@smithy/signature-v4';
import { Readable } from 'node:stream';
import { BUCKET_KINDS, type BucketKind, type StoredObject } from '@aisha/kinds/files';
import { ObjectStore, type ListedObject, type StoredFacts } from './object-store';
import type { LinkConfig, StorageConfig } from './storage.config';
import { measureRequests } from './storage.metrics';

const CONNECT_TIMEOUT_MS = 3_000;
/** Limits how long the connection may be silent, not how long a transfer takes. */
const SILENCE_TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;
/** How many parts of 5 MiB an upload has in memory at once, however long its stream is. */
const PARTS_IN_FLIGHT = 2;
/** How long the storage counts as one that takes files after it took one: each trial is a request that it may charge for. */
const TAKES_FILES_FOR_MS = 60_000;
/** The most keys that one DeleteObjects takes (API reference). */
const KEYS_PER_REMOVAL = 1000;

const isNamed = (error: unknown, ...names: string[]): boolean =>
  error instanceof S3ServiceException && names.includes(error.name);

const named = (error: unknown, { bucket }: { bucket: BucketKind }): AppError => {
  if (error instanceof AppError) return error;
  if (isNamed(error, 'NoSuchKey', 'NotFound')) return new AppError('file-missing', { cause: error, facts: { bucket } });
  return new AppError('storage-unreachable', { cause: error, facts: { bucket } });
};

/** Turns the early end of a stream into a named error. */
async function* withNamedErrors(content: Readable, object: StoredObject): AsyncGenerator<Buffer> {
  try {
    yield* content as AsyncIterable<Buffer>;
  } catch (error) {
    throw named(error, object);
  }
}

/** The listing of a bucket, with named errors. A bucket that no app has made yet lists nothing. */
async function* ofBucket<T>(bucket: BucketKind, list: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* list;
  } catch (error) {
    if (!isNamed(error, 'NoSuchBucket')) throw named(error, { bucket });
  }
}

/** The configured keys; without them the client asks AWS' own chain of credentials. */
const keysOf = ({ MINIO_ACCESS_KEY: accessKeyId, MINIO_SECRET_KEY: secretAccessKey }: StorageConfig) =>
  accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {};

/** A client of any S3, made from the settings that all apps have. */
export const s3Client = (config: StorageConfig): S3Client =>
  new S3Client({
    endpoint: config.MINIO_ENDPOINT,
    region: config.S3_REGION,
    forcePathStyle: true,
    ...keysOf(config),
    maxAttempts: ATTEMPTS,
    requestChecksumCalculation: config.S3_CHECKSUMS,
    responseChecksumValidation: config.S3_CHECKSUMS,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: SILENCE_TIMEOUT_MS },
  });

/** Files in any S3: MinIO, AWS, or the fake that `npm start` brings. */
export class S3ObjectStore extends ObjectStore {
  private readonly client: S3Client;
  private readonly buckets: Record<BucketKind, string>;
  private readonly publicUrl: string | undefined;
  /** How far the storage's clock is ahead of ours, in milliseconds, as its last answer said. The times of its files are its own. */
  private aheadMs = 0;
  /** Until when no trial file is stored, by the clock of the process. */
  private takesFilesUntil = 0;
  /** The trial that is under way: checks at the same moment wait for one. */
  private trial: Promise<void> | undefined;

  /**
   * `clock`: ours, which may differ from the storage's; without it both count as the same. `trialFiles`: the files that a check stores and
   * removes; without them a check only reads.
   */
  constructor(
    config: StorageConfig & LinkConfig,
    clock?: Clock,
    private readonly trialFiles: readonly StoredObject[] = [],
  ) {
    super();
    this.buckets = { avatars: config.MINIO_BUCKET_AVATARS, files: config.MINIO_BUCKET_NAME };
    this.publicUrl = config.CDN_BASE_URL;
    this.client = s3Client(config);
    measureRequests(this.client);
    if (clock) this.compareClocks(clock);
  }

  private compareClocks(clock: Clock): void {
    this.client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        const { headers } = answer.response as { readonly headers?: Readonly<Record<string, string>> };
        const told = Date.parse(headers?.['date'] ?? '');
        if (Number.isFinite(told)) this.aheadMs = told - clock.now().getTime();
        return answer;
      },
      { step: 'deserialize', name: 'compareClocks' },
    );
  }

  async put(object: StoredObject, content: Buffer | Readable, type: { contentType: string }): Promise<void> {
    await this.store(object, content, type);
    this.takesFilesUntil = performance.now() + TAKES_FILES_FOR_MS;
  }

  private async store(
    object: StoredObject,
    content: Buffer | Readable,
    { contentType }: { contentType: string },
  ): Promise<void> {
    const params = { ...this.address(object), Body: content, ContentType: contentType };
    if (Buffer.isBuffer(content)) {
      await this.naming(object, () => this.client.send(new PutObjectCommand(params)));
      return;
    }
    let broken: { cause: unknown } | undefined;
    content.once('error', (cause) => (broken = { cause }));
    try {
      await new Upload({ client: this.client, params, queueSize: PARTS_IN_FLIGHT }).done();
    } catch (error) {
      content.destroy();
      throw broken ? broken.cause : named(error, object);
    }
  }

  async get(object: StoredObject): Promise<Readable> {
    const { Body } = await this.naming(object, () => this.client.send(new GetObjectCommand(this.address(object))));
    const content = Body as Readable;
    content.on('error', () => undefined); // the stream may fail before it is read; its reader gets the error, too
    return Readable.from(withNamedErrors(content, object), { objectMode: false });
  }

  async getBuffer(object: StoredObject, { maxBytes }: { maxBytes: number }): Promise<Buffer> {
    const content = await this.get(object);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of content as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw new AppError('file-too-large', { facts: { maxBytes } }); // leaving the loop closes the stream
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  async head(object: StoredObject): Promise<StoredFacts> {
    const head = await this.naming(object, () => this.client.send(new HeadObjectCommand(this.address(object))));
    return { size: head.ContentLength ?? 0, contentType: head.ContentType ?? 'application/octet-stream' };
  }

  async *list({ bucket, key }: StoredObject): AsyncGenerator<ListedObject> {
    const pages = paginateListObjectsV2({ client: this.client }, { Bucket: this.buckets[bucket], Prefix: key });
    for await (const { Contents = [] } of ofBucket(bucket, pages)) {
      for (const { Key, ETag, Size, LastModified } of Contents)
        yield { key: Key!, etag: ETag!, size: Size!, storedAt: LastModified! };
    }
  }

  async copy(from: StoredObject, to: StoredObject): Promise<void> {
    const CopySource = `${this.buckets[from.bucket]}/${from.key.split('/').map(encodeURIComponent).join('/')}`;
    await this.naming(from, () => this.client.send(new CopyObjectCommand({ ...this.address(to), CopySource })));
  }

  async remove(objects: readonly StoredObject[]): Promise<void> {
    for (const bucket of BUCKET_KINDS) {
      const keys = objects.filter((object) => object.bucket === bucket).map(({ key }) => ({ Key: key }));
      for (let at = 0; at < keys.length; at += KEYS_PER_REMOVAL) {
        const Delete = { Objects: keys.slice(at, at + KEYS_PER_REMOVAL), Quiet: true };
        const command = new DeleteObjectsCommand({ Bucket: this.buckets[bucket], Delete });
        const { Errors = [] } = await this.naming({ bucket }, () => this.client.send(command));
        if (Errors.length > 0) {
          throw new AppError('storage-unreachable', { facts: { bucket, notRemoved: Errors.length } });
        }
      }
    }
  }

  async dropUploads(begunBefore: Date, owner?: string): Promise<number> {
    let dropped = 0;
    for (const bucket of BUCKET_KINDS) {
      for await (const { Key, UploadId, Initiated } of ofBucket(bucket, this.uploads(bucket))) {
        if (!Initiated || Initiated >= begunBefore || (owner !== undefined && !Key?.includes(`/${owner}/`))) continue;
        const abort = new AbortMultipartUploadCommand({ Bucket: this.buckets[bucket], Key, UploadId });
        await this.client.send(abort).catch((error: unknown) => {
          if (!isNamed(error, 'NoSuchUpload')) throw named(error, { bucket });
        });
        dropped += 1;
      }
    }
    return dropped;
  }

  private async *uploads(bucket: BucketKind): AsyncGenerator<MultipartUpload> {
    let after: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | null = {};
    while (after) {
      const list: ListMultipartUploadsCommand = new ListMultipartUploadsCommand({
        Bucket: this.buckets[bucket],
        ...after,
      });
      const page: ListMultipartUploadsCommandOutput = await this.client.send(list);
      yield* page.Uploads ?? [];
      after = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : null;
    }
  }

  async removePrefix({ bucket, key }: StoredObject, { storedBefore }: { storedBefore?: Date } = {}): Promise<number> {
    let removed = 0;
    const pages = paginateListObjectsV2({ client: this.client }, { Bucket: this.buckets[bucket], Prefix: key });
    for await (const { Contents = [] } of ofBucket(bucket, pages)) {
      const before = storedBefore && new Date(storedBefore.getTime() + this.aheadMs);
      const due = Contents.filter(({ LastModified }) => !before || (LastModified && LastModified < before));
      await this.remove(due.map(({ Key }) => ({ bucket, key: Key! })));
      removed += due.length;
    }
    return removed;
  }

  async link(
    object: StoredObject,
    { seconds, fileName }: { readonly seconds: number; readonly fileName: string },
  ): Promise<string | null> {
    if (this.publicUrl === undefined) return null;
    const { Bucket, Key } = this.address(object);
    const { origin, protocol, host, hostname, port } = new URL(this.publicUrl);
    const path = `/${[Bucket, ...Key.split('/')].map(encodeURIComponent).join('/')}`;
    const { region, credentials, sha256 } = this.client.config;
    const signer = new SignatureV4({ service: 's3', region, credentials, sha256, uriEscapePath: false });
    const { query = {} } = await signer.presign(
      {
        ...{ method: 'GET', protocol, hostname, path, ...(port && { port: Number(port) }) },
        query: { 'response-content-disposition': `attachment; filename="${encodeURIComponent(fileName)}"` },
        headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      },
      { expiresIn: seconds },
    );
    const signed = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
    return `${origin}${path}?${signed.join('&')}`;
  }

  /** Makes missing buckets. */
  ensureBuckets(): Promise<void> {
    return this.findBuckets({ makes: true });
  }

  async check({ makesBuckets = false } = {}): Promise<void> {
    await this.findBuckets({ makes: makesBuckets });
    if (performance.now() < this.takesFilesUntil) return;
    await (this.trial ??= this.tryToStore().finally(() => (this.trial = undefined)));
  }

  /**
   * Asks for each bucket, and `makes` a missing one. It asks for a bucket's location, because HeadBucket needs the right to list the bucket,
   * and apps have that right only by prefix (storage-rights.ts).
   */
  private async findBuckets({ makes }: { readonly makes: boolean }): Promise<void> {
    for (const bucket of BUCKET_KINDS) {
      const Bucket = this.buckets[bucket];
      await this.naming({ bucket }, async () => {
        try {
          await this.client.send(new GetBucketLocationCommand({ Bucket }));
        } catch (error) {
          if (!makes || !isNamed(error, 'NoSuchBucket')) throw error;
          await this.client.send(new CreateBucketCommand({ Bucket })).catch((raced: unknown) => {
            if (!isNamed(raced, 'BucketAlreadyOwnedByYou')) throw raced; // another app was quicker
          });
        }
      });
    }
  }

  /** A full or a read-only storage answers requests about its buckets, and takes no file. */
  private async tryToStore(): Promise<void> {
    for (const file of this.trialFiles) {
      await this.store(file, Buffer.from('trial'), { contentType: 'text/plain' });
      await this.remove([file]).catch(() => undefined); // the next trial replaces the file
    }
    this.takesFilesUntil = performance.now() + TAKES_FILES_FOR_MS;
  }

  private address({ bucket, key }: StoredObject): { Bucket: string; Key: string } {
    return { Bucket: this.buckets[bucket], Key: key };
  }

  private async naming<T>(object: { bucket: BucketKind }, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw named(error, object);
    }
  }
}
