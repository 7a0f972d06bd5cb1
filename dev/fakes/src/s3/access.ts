import { S3Error } from './s3-error';

/** A policy as IAM and MinIO have them. The server reads statements that allow, and refuses a request that none of them allows. */
interface S3Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly S3Statement[];
}

interface S3Statement {
  readonly Effect: 'Allow';
  /** Actions by their whole names. */
  readonly Action: readonly string[];
  /** `arn:aws:s3:::bucket` or `arn:aws:s3:::bucket/key`; `*` stands for any characters. */
  readonly Resource: readonly string[];
  readonly Condition?: { readonly StringLike: { readonly 's3:prefix': readonly string[] } };
}

/** An account that may sign requests; without a policy it may do everything. */
export interface S3Account {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly policy?: S3Policy;
}

/** The right that one request needs. */
interface S3Ask {
  readonly action: string;
  readonly bucket: string;
  readonly key?: string;
  /** The prefix of a listing; undefined for a request that lists nothing. */
  readonly prefix?: string | undefined;
}

const isLike = (text: string, pattern: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^]*')}$`).test(text);

const allows = ({ Action, Resource, Condition }: S3Statement, { action, bucket, key, prefix }: S3Ask): boolean => {
  const resource = `arn:aws:s3:::${bucket}${key ? `/${key}` : ''}`;
  const prefixes = Condition?.StringLike['s3:prefix'];
  return (
    Action.includes(action) &&
    Resource.some((pattern) => isLike(resource, pattern)) &&
    (prefixes === undefined || (prefix !== undefined && prefixes.some((pattern) => isLike(prefix, pattern))))
  );
};

export const mayDo = ({ policy }: S3Account, ask: S3Ask): boolean =>
  policy === undefined || policy.Statement.some((statement) => allows(statement, ask));

/** Throws `AccessDenied` for what the account's policy does not allow. */
export const requireRight = (account: S3Account, ask: S3Ask): void => {
  if (!mayDo(account, ask)) throw new S3Error('AccessDenied', 'Access Denied.');
};
