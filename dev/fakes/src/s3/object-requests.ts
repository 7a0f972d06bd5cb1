import { pipeline } from 'node:stream/promises';
import { requireRight } from './access';
import { headerOf, queryOf, sendNothing, sendXml, storedHeaders, type Exchange } from './exchange';
import { contentOf, openObject, type ObjectFacts, type ObjectFile } from './object-file';
import { readPayload } from './payload';
import { S3Error } from './s3-error';
import { splitObjectPath } from './target';

export const mayReplace = (exchange: Exchange): boolean => {
  const condition = headerOf(exchange, 'if-none-match');
  if (condition !== undefined && condition !== '*')
    throw new S3Error('NotImplemented', 'A write knows only If-None-Match: *');
  return condition === undefined;
};

export const refuseReplacing = (): never => {
  throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
};

/** Takes the request's body in and puts it at `file`. */
export const storeBody = async (
  exchange: Exchange,
  file: string,
  headers: Record<string, string>,
  replace: boolean,
): Promise<ObjectFacts> => {
  const { streams, digests } = readPayload(exchange.request, exchange.payloadHash);
  const incoming = exchange.files.incoming();
  try {
    const [body, ...transforms] = streams;
    await incoming.receive(body, transforms);
    const { md5, checksum } = digests();
    const facts: ObjectFacts = { etag: md5.toString('hex'), headers, ...(checksum && { checksum }) };
    if (!(await incoming.keep(file, facts, { replace }))) refuseReplacing();
    return facts;
  } finally {
    await incoming.discard();
  }
};

export const putObject = async (exchange: Exchange): Promise<void> => {
  const { files, target, response } = exchange;
  const { etag, checksum } = await storeBody(
    exchange,
    files.fileOf(target.bucket, target.key),
    storedHeaders(exchange),
    mayReplace(exchange),
  );
  response.setHeader('etag', `"${etag}"`);
  if (checksum) response.setHeader(checksum.name, checksum.value);
  sendNothing(exchange, 200);
};

const requireObject = async ({ files }: Exchange, bucket: string, key: string): Promise<ObjectFile> => {
  const object = await openObject(files.fileOf(bucket, key));
  if (!object) throw new S3Error('NoSuchKey', 'The specified key does not exist');
  return object;
};

export const copyObject = async (exchange: Exchange): Promise<void> => {
  const { files, target } = exchange;
  let source: { bucket: string; key: string };
  try {
    source = splitObjectPath(decodeURIComponent(headerOf(exchange, 'x-amz-copy-source')!));
  } catch {
    throw new S3Error('InvalidArgument', 'The copy source is not a valid key');
  }
  requireRight(exchange.account, { action: 's3:GetObject', ...source });
  await files.requireBucket(source.bucket);
  const object = await requireObject(exchange, source.bucket, source.key);
  const incoming = files.incoming();
  try {
    if (object.size > 0) await incoming.receive(contentOf(object));
    else await incoming.receive((async function* () {})());
    const isReplaced = headerOf(exchange, 'x-amz-metadata-directive') === 'REPLACE';
    const facts = isReplaced ? { ...object.facts, headers: storedHeaders(exchange) } : object.facts;
    const isKept = await incoming.keep(files.fileOf(target.bucket, target.key), facts, {
      replace: mayReplace(exchange),
    });
    if (!isKept) refuseReplacing();
    sendXml(exchange, 'CopyObjectResult', { ETag: `"${facts.etag}"`, LastModified: new Date().toISOString() });
  } finally {
    await incoming.discard();
    await object.handle.close().catch(() => {}); // its stream may have closed the handle
  }
};

interface ByteRange {
  start: number;
  end: number;
}

/**
 * The range that a Range header asks for; undefined without the header, and for a header that RFC 9110 lets a server ignore. Throws when
 * the range lies beyond the end of the object.
 */
const rangeOf = (header: string | undefined, size: number): ByteRange | undefined => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < start) return undefined;
  if (start >= size || (from === '' && Number(to) === 0))
    throw new S3Error('InvalidRange', 'The requested range is not satisfiable');
  return { start, end };
};

/** Response headers that a reader may replace in the answer. */
const OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

const isNamed = (header: string, etag: string): boolean =>
  header.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '').replaceAll('"', '')));

/** GetObject and HeadObject. */
export const getObject = async (exchange: Exchange): Promise<void> => {
  const { request, response, target, spoilt } = exchange;
  const object = await requireObject(exchange, target.bucket, target.key);
  try {
    const { facts, size, modifiedAt } = object;
    const [match, noneMatch] = [headerOf(exchange, 'if-match'), headerOf(exchange, 'if-none-match')];
    if (match !== undefined && !isNamed(match, facts.etag)) refuseReplacing();
    response.setHeaders(
      new Map(Object.entries({ ...facts.headers, etag: `"${facts.etag}"`, 'last-modified': modifiedAt.toUTCString() })),
    );
    if (noneMatch !== undefined && isNamed(noneMatch, facts.etag)) return sendNothing(exchange, 304);

    for (const name of OVERRIDES) {
      const value = queryOf(exchange, `response-${name}`);
      if (value) response.setHeader(name, value);
    }
    const range = rangeOf(headerOf(exchange, 'range'), size);
    const { start, end } = range ?? { start: 0, end: size - 1 };
    const last = spoilt ? start + ((end - start) >> 1) : end;
    response.setHeader('accept-ranges', 'bytes');
    response.setHeader('content-length', (spoilt === 'half' ? last : end) - start + 1);
    if (range) response.setHeader('content-range', `bytes ${start}-${end}/${size}`);
    else if (facts.checksum && headerOf(exchange, 'x-amz-checksum-mode') === 'ENABLED')
      response.setHeader(facts.checksum.name, facts.checksum.value);
    response.writeHead(range ? 206 : 200);
    if (request.method === 'HEAD' || size === 0) response.end();
    else await pipeline(contentOf(object, start, last), response, { end: spoilt !== 'cut' });
    if (spoilt === 'cut') response.destroy();
  } finally {
    await object.handle.close().catch(() => {}); // its stream may have closed the handle
  }
};

export const removeObject = async (exchange: Exchange): Promise<void> => {
  await exchange.files.remove(exchange.target.bucket, exchange.target.key);
  sendNothing(exchange);
};
