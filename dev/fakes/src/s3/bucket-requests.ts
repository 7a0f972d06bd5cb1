import { mayDo } from './access';
import { queryOf, readDocument, sendNothing, sendXml, type Exchange } from './exchange';
import { statObject } from './object-file';
import { S3Error } from './s3-error';
import { splitObjectPath } from './target';
import { innerText, innerXml } from './xml';

const KEYS_PER_PAGE = 1000;
const REGION = 'us-east-1';

export const listBuckets = async (exchange: Exchange): Promise<void> => {
  const names = await exchange.files.buckets();
  sendXml(exchange, 'ListAllMyBucketsResult', { Buckets: { Bucket: names.map((Name) => ({ Name })) } });
};

export const createBucket = async (exchange: Exchange): Promise<void> => {
  await exchange.files.createBucket(exchange.target.bucket);
  exchange.response.setHeader('location', `/${exchange.target.bucket}`);
  sendNothing(exchange, 200);
};

export const headBucket = (exchange: Exchange): void => {
  exchange.response.setHeader('x-amz-bucket-region', REGION);
  sendNothing(exchange, 200);
};

export const removeBucket = async (exchange: Exchange): Promise<void> => {
  await exchange.files.removeBucket(exchange.target.bucket);
  sendNothing(exchange);
};

/** S3 lists in the order of UTF-8 bytes, which is not JavaScript's order of strings. */
const inByteOrder = (keys: string[]): string[] =>
  keys
    .map((key) => [key, Buffer.from(key)] as const)
    .sort(([, a], [, b]) => a.compare(b))
    .map(([key]) => key);

const pageSize = (asked: string | undefined): number => {
  const size = Number(asked ?? KEYS_PER_PAGE);
  if (!Number.isInteger(size) || size < 0) throw new S3Error('InvalidArgument', 'max-keys is not a whole number');
  return Math.min(size, KEYS_PER_PAGE);
};

/** ListObjectsV2. The continuation token is the last key or common prefix of the previous page. */
export const listObjects = async (exchange: Exchange): Promise<void> => {
  if (queryOf(exchange, 'list-type') !== '2')
    throw new S3Error('NotImplemented', 'Only version 2 of listing is implemented');
  const { bucket } = exchange.target;
  const prefix = queryOf(exchange, 'prefix') ?? '';
  const delimiter = queryOf(exchange, 'delimiter') || undefined;
  const token = queryOf(exchange, 'continuation-token');
  const after =
    token === undefined ? (queryOf(exchange, 'start-after') ?? '') : Buffer.from(token, 'base64url').toString();
  const limit = pageSize(queryOf(exchange, 'max-keys'));
  const inUrl = queryOf(exchange, 'encoding-type') === 'url' ? encodeURIComponent : (text: string): string => text;

  const groupOf = (key: string): string => {
    const at = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    return at < 0 ? key : key.slice(0, at + delimiter!.length);
  };
  const isGroup = (name: string): boolean =>
    delimiter !== undefined && name.length > prefix.length && name.indexOf(delimiter, prefix.length) >= 0;
  const names = new Set<string>();
  for await (const key of exchange.files.keys(bucket, prefix, delimiter === '/')) names.add(groupOf(key));
  const remaining = inByteOrder([...names]).filter((name) => Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0);
  const page = remaining.slice(0, limit);
  const isTruncated = limit > 0 && remaining.length > limit;

  const objects = await Promise.all(
    page
      .filter((name) => !isGroup(name))
      .map(async (key) => ({ key, object: await statObject(exchange.files.fileOf(bucket, key)) })),
  );
  sendXml(exchange, 'ListBucketResult', {
    Name: bucket,
    Prefix: inUrl(prefix),
    Delimiter: delimiter && inUrl(delimiter),
    KeyCount: page.length,
    MaxKeys: limit,
    EncodingType: queryOf(exchange, 'encoding-type'),
    IsTruncated: isTruncated,
    ContinuationToken: token,
    NextContinuationToken: isTruncated ? Buffer.from(page.at(-1)!).toString('base64url') : undefined,
    Contents: objects.flatMap(({ key, object }) =>
      object // removed since it was listed
        ? [
            {
              Key: inUrl(key),
              LastModified: object.modifiedAt.toISOString(),
              ETag: `"${object.facts.etag}"`,
              Size: object.size,
              StorageClass: 'STANDARD',
            },
          ]
        : [],
    ),
    CommonPrefixes: page.filter(isGroup).map((name) => ({ Prefix: inUrl(name) })),
  });
};

export const removeObjects = async (exchange: Exchange): Promise<void> => {
  const document = await readDocument(exchange);
  const keys = innerXml(document, 'Object').map((object) => innerText(object, 'Key'));
  if (keys.length === 0 || keys.length > KEYS_PER_PAGE || keys.includes(undefined)) {
    throw new S3Error(
      'MalformedXML',
      'The XML you provided was not well formed or did not validate against our published schema',
    );
  }
  const { account, files, target } = exchange;
  const { bucket } = target;
  const isRemovable = (key: string): boolean => mayDo(account, { action: 's3:DeleteObject', bucket, key });
  const { removed = [], kept = [] } = Object.groupBy(keys as string[], (key) =>
    isRemovable(key) ? 'removed' : 'kept',
  );
  for (const key of removed) {
    splitObjectPath(`${bucket}/${key}`);
    await files.remove(bucket, key);
  }
  const isQuiet = innerText(document, 'Quiet') === 'true';
  sendXml(exchange, 'DeleteResult', {
    Deleted: isQuiet ? [] : removed.map((Key) => ({ Key })),
    Error: kept.map((Key) => ({ Key, Code: 'AccessDenied', Message: 'Access Denied.' })),
  });
};

export const bucketLocation = (exchange: Exchange): void => sendXml(exchange, 'LocationConstraint', {});
