import { DAY_MS } from '@aisha/domain';
import { createHash, createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Clock } from '@aisha/platform';

/** A webhook may be this old, or our clock this wrong, to either side (fal.md §6). */
const TIMESTAMP_TOLERANCE_S = 300;
/** FAL allows its keys to be cached for 24 h (fal.md §6). */
const KEYS_VALID_MS = DAY_MS;
/** FAL gives up on our answer after 15 s (fal.md §6); forwarding the webhook must fit in as well. */
const FETCH_TIMEOUT_MS = 5_000;
/** The largest key set we read; a real one is a few hundred bytes. */
const KEYS_AT_MOST_BYTES = 64 * 1024;

export type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

interface PublishedKeysConfig {
  /** Where FAL publishes the keys it signs with. */
  readonly url: string;
  /** The shortest interval between two fetches, so that forged requests cannot make us flood FAL. */
  readonly pauseMs: number;
}

export type SignatureVerdict =
  /** FAL sent the webhook just now. The id is the signed one. */
  | { readonly verdict: 'valid'; readonly requestId: string }
  /** A signature header is missing or malformed. */
  | { readonly verdict: 'malformed' }
  | { readonly verdict: 'stale' }
  | { readonly verdict: 'not-signed-by-fal' }
  /** Undecided, because we do not have FAL's keys. The sender should try again. */
  | { readonly verdict: 'keys-unreachable' };

/**
 * Decides whether a webhook comes from FAL: Ed25519 over ids, time and the body's hash, by the keys FAL publishes. jose would flood FAL
 * while its keys cannot be fetched (decision 22).
 */
export class WebhookSignature {
  private readonly keys: PublishedKeys;

  constructor(
    keys: PublishedKeysConfig,
    private readonly clock: Clock,
  ) {
    this.keys = new PublishedKeys(keys, clock);
  }

  /** `rawBody` is the body before parsing. Header names are in lower case. */
  async check(headers: WebhookHeaders, rawBody: Buffer): Promise<SignatureVerdict> {
    const signed = readHeaders(headers);
    if (!signed) return { verdict: 'malformed' };
    const { requestId, userId, timestamp, signature } = signed;
    if (Math.abs(this.clock.now().getTime() / 1000 - Number(timestamp)) > TIMESTAMP_TOLERANCE_S) {
      return { verdict: 'stale' };
    }
    const digest = createHash('sha256').update(rawBody).digest('hex');
    const statement = Buffer.from([requestId, userId, timestamp, digest].join('\n'));
    const isSignedBy = (keys: readonly KeyObject[]) => keys.some((key) => verify(null, statement, key, signature));

    const known = await this.keys.current();
    if (known && isSignedBy(known)) return { verdict: 'valid', requestId };
    // The key is unknown or the signature wrong: FAL may have changed its keys since.
    const fetched = known ? await this.keys.fetchedAnew() : undefined;
    if (fetched && isSignedBy(fetched)) return { verdict: 'valid', requestId };
    return { verdict: known ? 'not-signed-by-fal' : 'keys-unreachable' };
  }
}

interface SignedHeaders {
  readonly requestId: string;
  readonly userId: string;
  readonly timestamp: string;
  readonly signature: Buffer;
}

function readHeaders(headers: WebhookHeaders): SignedHeaders | undefined {
  const one = (name: string): string => {
    const value = headers[`x-fal-webhook-${name}`];
    return typeof value === 'string' ? value : '';
  };
  const [requestId, userId, timestamp, signature] = [
    one('request-id'),
    one('user-id'),
    one('timestamp'),
    one('signature'),
  ];
  const areAllThere =
    /^[\x21-\x7e]{1,128}$/.test(requestId) &&
    userId !== '' &&
    /^\d{1,12}$/.test(timestamp) &&
    /^[0-9a-f]{128}$/i.test(signature);
  return areAllThere ? { requestId, userId, timestamp, signature: Buffer.from(signature, 'hex') } : undefined;
}

/** FAL's published key set, fetched on demand and rarely. */
class PublishedKeys {
  private keys: readonly KeyObject[] | undefined;
  private fetchedAt = -Infinity;
  private triedAt = -Infinity;
  private fetching: Promise<readonly KeyObject[] | undefined> | undefined;

  constructor(
    private readonly config: PublishedKeysConfig,
    private readonly clock: Clock,
  ) {}

  /** Resolves to keys at most a day old; undefined if FAL does not serve them, or if the last fetch was a moment ago. */
  async current(): Promise<readonly KeyObject[] | undefined> {
    if (this.keys && this.now() - this.fetchedAt < KEYS_VALID_MS) return this.keys;
    return this.fetchedAnew();
  }

  /**
   * Fetches the keys. Undefined if FAL does not serve them, or if the last fetch was a moment ago. Calls during a fetch
   * share its answer.
   */
  fetchedAnew(): Promise<readonly KeyObject[] | undefined> {
    if (this.fetching) return this.fetching;
    if (this.now() - this.triedAt < this.config.pauseMs) return Promise.resolve(undefined);
    this.triedAt = this.now();
    this.fetching = this.fetch()
      .catch(() => undefined)
      .finally(() => (this.fetching = undefined));
    return this.fetching;
  }

  private async fetch(): Promise<readonly KeyObject[]> {
    const response = await fetch(this.config.url, { redirect: 'error', signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    const text = await textOf(response);
    const { keys } = JSON.parse(text) as { keys: JsonWebKey[] };
    const usable = keys.flatMap(publicKey);
    if (usable.length === 0) throw new Error('key set: no key in it'); // without a key we would reject all of FAL's webhooks for a day
    this.keys = usable;
    this.fetchedAt = this.now();
    return this.keys;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

async function textOf(response: Response): Promise<string> {
  if (!response.ok || !response.body) throw new Error(`key set: status ${response.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > KEYS_AT_MOST_BYTES) throw new Error('key set: too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Ignores damaged keys and keys of another type: FAL does not sign webhooks with them. */
function publicKey(jwk: JsonWebKey): KeyObject[] {
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519') return [];
  try {
    return [createPublicKey({ key: jwk, format: 'jwk' })];
  } catch {
    return [];
  }
}
