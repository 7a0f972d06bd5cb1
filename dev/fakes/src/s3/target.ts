import { S3Error } from './s3-error';

/** The bucket and key of a path-style request. */
export interface S3Target {
  /** The decoded path, with its leading slash. */
  path: string;
  bucket: string;
  /** Empty for a request about the bucket itself. */
  key: string;
  query: readonly (readonly [string, string])[];
}

const KEY_BYTES_AT_MOST = 1024;
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidRequest', 'The request address is not valid UTF-8');
  }
};

export const checkBucketName = (bucket: string): void => {
  if (!BUCKET_NAME.test(bucket) || bucket.includes('..'))
    throw new S3Error('InvalidBucketName', 'The specified bucket is not valid');
};

export const splitObjectPath = (path: string): { bucket: string; key: string } => {
  const [, bucket = '', key = ''] = /^\/?([^/]*)\/?([\s\S]*)$/.exec(path) ?? [];
  if (Buffer.byteLength(key) > KEY_BYTES_AT_MOST) throw new S3Error('KeyTooLongError', 'Your key is too long');
  if (key.includes('\0')) throw new S3Error('InvalidArgument', 'A key cannot hold NUL');
  return { bucket, key };
};

/** Reads the address by hand: `new URL` would resolve `..`, which is part of a key's name here and of the signature. */
export const parseTarget = (address: string): S3Target => {
  const [rawPath = '/', ...rest] = address.split('?');
  const path = rawPath.split('/').map(decode).join('/');
  const query = rest
    .join('?')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decode(name), decode(value.join('='))] as const;
    });
  return { path, ...splitObjectPath(path), query };
};
