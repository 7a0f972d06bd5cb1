import { requireRight } from './access';
import {
  bucketLocation,
  createBucket,
  headBucket,
  listBuckets,
  listObjects,
  removeBucket,
  removeObjects,
} from './bucket-requests';
import { headerOf, queryOf, type Exchange } from './exchange';
import { getLifecycle, putLifecycle, removeLifecycle } from './lifecycle-requests';
import { abortUpload, completeUpload, createUpload, listParts, listUploads, putPart } from './multipart-requests';
import { copyObject, getObject, putObject, removeObject } from './object-requests';
import { S3Error } from './s3-error';
import { checkBucketName } from './target';

type Handler = (exchange: Exchange) => Promise<void> | void;
/**
 * The handler of an operation, and the action that a policy must allow. The action is null for an operation whose keys are in the body or in
 * a header; its handler checks the rights itself.
 */
type Operation = readonly [Handler, action: string | null];

/** Query parameters that choose the operation. The server answers 501 to any other such parameter of S3's (`acl`, `tagging`, …). */
const OPERATIONS = ['delete', 'lifecycle', 'location', 'partNumber', 'uploadId', 'uploads'];
const PARAMETERS = new Set([
  'x-id',
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'start-after',
  'continuation-token',
  'encoding-type',
  'fetch-owner',
]);
const isParameter = (name: string): boolean => PARAMETERS.has(name) || /^(x-amz-|response-)/i.test(name);

const operationOf = ({ target }: Exchange): string => {
  const names = target.query.map(([name]) => name).filter((name) => !isParameter(name));
  const unknown = names.find((name) => !OPERATIONS.includes(name));
  if (unknown) throw new S3Error('NotImplemented', `The operation ${unknown} is not implemented`);
  return names.sort().join('&');
};

const LIST_BUCKETS: Operation = [listBuckets, 's3:ListAllMyBuckets'];
const CREATE_BUCKET: Operation = [createBucket, 's3:CreateBucket'];

const BUCKET_OPERATIONS: Record<string, Operation> = {
  'GET ': [listObjects, 's3:ListBucket'],
  'GET location': [bucketLocation, 's3:GetBucketLocation'],
  'GET uploads': [listUploads, 's3:ListBucketMultipartUploads'],
  'HEAD ': [headBucket, 's3:ListBucket'],
  'DELETE ': [removeBucket, 's3:DeleteBucket'],
  'POST delete': [removeObjects, null],
  'GET lifecycle': [getLifecycle, 's3:GetLifecycleConfiguration'],
  'PUT lifecycle': [putLifecycle, 's3:PutLifecycleConfiguration'],
  'DELETE lifecycle': [removeLifecycle, 's3:PutLifecycleConfiguration'],
};

const OBJECT_OPERATIONS: Record<string, Operation> = {
  'GET ': [getObject, 's3:GetObject'],
  'HEAD ': [getObject, 's3:GetObject'],
  'DELETE ': [removeObject, 's3:DeleteObject'],
  'POST uploads': [createUpload, 's3:PutObject'],
  'PUT partNumber&uploadId': [putPart, 's3:PutObject'],
  'GET uploadId': [listParts, 's3:ListMultipartUploadParts'],
  'POST uploadId': [completeUpload, 's3:PutObject'],
  'DELETE uploadId': [abortUpload, 's3:AbortMultipartUpload'],
};

const operationFor = (exchange: Exchange): Operation => {
  const { bucket, key } = exchange.target;
  const request = `${exchange.request.method} ${operationOf(exchange)}`;
  if (bucket === '' && request === 'GET ') return LIST_BUCKETS;
  checkBucketName(bucket);
  if (key === '' && request === 'PUT ') return CREATE_BUCKET;
  const isCopy = headerOf(exchange, 'x-amz-copy-source') !== undefined;
  if (key !== '' && request === 'PUT ') return [isCopy ? copyObject : putObject, 's3:PutObject'];
  const operation = isCopy ? undefined : (key === '' ? BUCKET_OPERATIONS : OBJECT_OPERATIONS)[request];
  if (!operation) throw new S3Error('NotImplemented', `The operation ${request.trim()} is not implemented`);
  return operation;
};

/** Answers a verified request, or throws one of S3's errors. */
export const handle = async (exchange: Exchange): Promise<void> => {
  const [handler, action] = operationFor(exchange);
  const { account, target } = exchange;
  const prefix = handler === listObjects ? (queryOf(exchange, 'prefix') ?? '') : undefined;
  if (action) requireRight(account, { action, bucket: target.bucket, key: target.key, prefix });
  if (handler !== listBuckets && handler !== createBucket) await exchange.files.requireBucket(target.bucket);
  await handler(exchange);
};
