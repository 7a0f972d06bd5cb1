import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { S3Account } from './access';
import type { S3Target } from './target';
import { S3Error } from './s3-error';

/** How far a signed request's clock may be from ours (S3: 15 minutes), and how long a link may live (S3: 7 days). */
const CLOCK_SKEW_MS = 15 * 60_000;
const LINK_LIVES_AT_MOST_SECONDS = 7 * 24 * 3600;
const ALGORITHM = 'AWS4-HMAC-SHA256';

interface SignedRequest {
  credential: string;
  signedHeaders: string;
  signature: string;
  /** `20261120T075100Z` */
  date: string;
  payloadHash: string;
  query: readonly (readonly [string, string])[];
  /** How many seconds a presigned link is valid; undefined when the signature is in a header. */
  expires: number | undefined;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Escapes by RFC 3986 as AWS reads it: everything except unreserved characters. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
};

const fromQuery = ({ query }: S3Target): SignedRequest | undefined => {
  const of = (name: string): string => query.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? '';
  if (!of('X-Amz-Signature')) return undefined;
  return {
    credential: of('X-Amz-Credential'),
    signedHeaders: of('X-Amz-SignedHeaders'),
    signature: of('X-Amz-Signature'),
    date: of('X-Amz-Date'),
    payloadHash: of('X-Amz-Content-Sha256') || 'UNSIGNED-PAYLOAD',
    query: query.filter(([key]) => key !== 'X-Amz-Signature'),
    expires: Number(of('X-Amz-Expires')),
  };
};

const fromHeader = (request: IncomingMessage, { query }: S3Target): SignedRequest | undefined => {
  const authorization = header(request, 'authorization');
  if (!authorization) return undefined;
  const found = /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
    authorization,
  );
  if (!found) throw new S3Error('AuthorizationHeaderMalformed', 'The authorization header is malformed');
  const payloadHash = header(request, 'x-amz-content-sha256');
  if (!payloadHash)
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  const date = header(request, 'x-amz-date') ?? '';
  return {
    credential: found[1]!,
    signedHeaders: found[2]!,
    signature: found[3]!,
    date,
    payloadHash,
    query,
    expires: undefined,
  };
};

const timeOf = (date: string): number => {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!found) throw new S3Error('AccessDenied', 'A signed request needs a valid date');
  const [, year, month, day, hour, minute, second] = found;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
};

const checkTime = ({ date, expires }: SignedRequest): void => {
  const age = Date.now() - timeOf(date);
  if (expires === undefined) {
    if (Math.abs(age) > CLOCK_SKEW_MS)
      throw new S3Error('RequestTimeTooSkewed', 'The clocks of client and server are too far apart');
    return;
  }
  if (!(expires >= 1 && expires <= LINK_LIVES_AT_MOST_SECONDS))
    throw new S3Error('InvalidArgument', 'X-Amz-Expires is out of range');
  if (age < -CLOCK_SKEW_MS) throw new S3Error('AccessDenied', 'Request is not valid yet');
  if (age > expires * 1000) throw new S3Error('AccessDenied', 'Request has expired');
};

const canonicalRequest = (request: IncomingMessage, target: S3Target, signed: SignedRequest): string => {
  const query = signed.query.map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const headers = signed.signedHeaders
    .split(';')
    .map((name) => `${name}:${(header(request, name) ?? '').trim().replace(/\s+/g, ' ')}\n`);
  const pathname = target.path.split('/').map(encode).join('/');
  return [request.method, pathname, query.join('&'), headers.join(''), signed.signedHeaders, signed.payloadHash].join(
    '\n',
  );
};

/** Requires that the signature covers the headers that S3 wants covered, because a stranger could change an uncovered header on the way. */
const checkCoverage = (request: IncomingMessage, { signedHeaders }: SignedRequest): void => {
  const covered = new Set(signedHeaders.split(';'));
  const uncovered = Object.keys(request.headers).find(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !covered.has(name),
  );
  if (uncovered)
    throw new S3Error('AccessDenied', `There were headers present in the request which were not signed: ${uncovered}`);
};

/**
 * Checks a Signature Version 4, in the header or in the link. Returns the signer and the payload hash that the signature covers. Throws
 * S3's own errors: unsigned, unknown key, wrong signature, wrong clock, expired link.
 */
export const verifySignature = (
  request: IncomingMessage,
  target: S3Target,
  accounts: readonly S3Account[],
): { account: S3Account; payloadHash: string } => {
  const signed = fromQuery(target) ?? fromHeader(request, target);
  if (!signed) throw new S3Error('AccessDenied', 'Access Denied');
  const [accessKey, day, region, service, terminator] = signed.credential.split('/');
  const account = accounts.find((known) => known.accessKey === accessKey);
  if (!account) throw new S3Error('InvalidAccessKeyId', 'The access key does not exist in our records');
  if (service !== 's3' || terminator !== 'aws4_request' || !region || !day || !signed.date.startsWith(day)) {
    throw new S3Error('AuthorizationHeaderMalformed', 'The credential scope is malformed');
  }
  checkTime(signed);
  checkCoverage(request, signed);
  const key = [day, region, service, terminator].reduce<string | Buffer>(hmac, `AWS4${account.secretKey}`);
  const scope = `${day}/${region}/${service}/${terminator}`;
  const expected = hmac(
    key,
    [ALGORITHM, signed.date, scope, sha256(canonicalRequest(request, target, signed))].join('\n'),
  );
  const given = Buffer.from(signed.signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new S3Error('SignatureDoesNotMatch', 'The signature we calculated does not match the one you provided');
  }
  return { account, payloadHash: signed.payloadHash };
};
