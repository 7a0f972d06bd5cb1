import {
  bucketLocation,
  createBucket,
  headBucket,
  listBuckets,
  listObjects,
  removeBucket,
  removeObjects,
} from './bucket-requests';
import { headerOf, type Exchange } from './exchange';
import { abortUpload, completeUpload, createUpload, listParts, listUploads, putPart } from './multipart-requests';
import { copyObject, getObject, putObject, removeObject } from './object-requests';
import { S3Error } from './s3-error';
import { checkBucketName } from './target';

type Handler = (exchange: Exchange) => Promise<void> | void;

/** Query parameters that choose the operation; each of S3's that is not here (`acl`, `tagging`, …) is answered 501. */
const OPERATIONS = ['delete', 'location', 'partNumber', 'uploadId', 'uploads'];
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

const BUCKET_HANDLERS: Record<string, Handler> = {
  'GET ': listObjects,
  'GET location': bucketLocation,
  'GET uploads': listUploads,
  'HEAD ': headBucket,
  'DELETE ': removeBucket,
  'POST delete': removeObjects,
};

const OBJECT_HANDLERS: Record<string, Handler> = {
  'GET ': getObject,
  'HEAD ': getObject,
  'DELETE ': removeObject,
  'POST uploads': createUpload,
  'PUT partNumber&uploadId': putPart,
  'GET uploadId': listParts,
  'POST uploadId': completeUpload,
  'DELETE uploadId': abortUpload,
};

const handlerFor = (exchange: Exchange): Handler => {
  const { bucket, key } = exchange.target;
  const request = `${exchange.request.method} ${operationOf(exchange)}`;
  if (bucket === '' && request === 'GET ') return listBuckets;
  checkBucketName(bucket);
  if (key === '' && request === 'PUT ') return createBucket;
  const isCopy = headerOf(exchange, 'x-amz-copy-source') !== undefined;
  if (key !== '' && request === 'PUT ') return isCopy ? copyObject : putObject;
  const handler = isCopy ? undefined : (key === '' ? BUCKET_HANDLERS : OBJECT_HANDLERS)[request];
  if (!handler) throw new S3Error('NotImplemented', `The operation ${request.trim()} is not implemented`);
  return handler;
};

/** Answers a verified request, or throws one of S3's errors. */
export const handle = async (exchange: Exchange): Promise<void> => {
  const handler = handlerFor(exchange);
  if (handler !== listBuckets && handler !== createBucket) await exchange.files.requireBucket(exchange.target.bucket);
  await handler(exchange);
};
