import { Readable } from 'node:stream';
import { AppError, RETENTION_MS } from '@aisha/domain';
import { isSafeAddress } from '@aisha/platform';
import type { RemoteFiles } from '../ports';

/**
 * How long FAL keeps what we send and what it makes: a day, because an outage or a full queue may delay us, and no longer, because photographs
 * and voices of people stay at FAL for as short a time as possible (decision 33). Whatever is needed later is copied to our storage.
 */
export const KEPT_AT_FAL_SECONDS = RETENTION_MS.copyAtFal / 1000;

export interface ResultFileLimits {
  readonly maxBytes: number;
  /** How long the whole file may take, not only its first byte. */
  readonly timeoutMs: number;
  /** The size that FAL announced. It reveals a proxy that passes on only a part; the client itself notices a cut connection. */
  readonly bytes?: number | null;
}

/**
 * How long we wait for an answer. A file that takes longer is of no use to a model either; with a shorter limit, a moment in which our own
 * process is busy would count as silence.
 */
const ANSWER_MS = 10_000;

/** FAL's files, fetched only from FAL's hosts, so that an answer cannot make us call an address of its choice. */
export class FalFiles implements RemoteFiles {
  /** `host` or `host:port`; without a port, https's own. */
  constructor(private readonly allowedHosts: readonly string[]) {}

  /**
   * Streams the file. The stream fails if it exceeds the limit, takes too long, breaks off or is incomplete. Throws
   * `provider-result-lost` (gone), `provider-unreachable` (retry later) and `provider-failed` (an address or a size we refuse).
   */
  async open(url: string, { maxBytes, timeoutMs, bytes = null }: ResultFileLimits): Promise<Readable> {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(this.allowed(url), { redirect: 'manual', signal }).catch((cause: unknown) => {
      throw new AppError('provider-unreachable', { cause });
    });
    if (response.status !== 200 || !response.body) {
      await response.body?.cancel();
      throw badAnswer(response.status);
    }
    if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
      await response.body.cancel();
      throw refused('file-too-large');
    }
    return Readable.from(limited(response.body, maxBytes, bytes), { objectMode: false });
  }

  async read(url: string, limits: ResultFileLimits): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of await this.open(url, limits)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  /** Whether FAL still serves the file. Fetches only the headers. */
  async isThere(url: string): Promise<boolean> {
    return (await this.answerOf(url)) === 'there';
  }

  /**
   * Whether FAL has the file; `silent` when FAL gives no clear answer. An address that we refuse to call counts as gone, because no later
   * answer will come from it.
   */
  async answerOf(url: string): Promise<'there' | 'gone' | 'silent'> {
    if (!this.isAllowed(url)) return 'gone';
    try {
      const response = await fetch(url, {
        method: 'HEAD',
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      await response.body?.cancel();
      if (response.status === 200) return 'there';
      return badAnswer(response.status).code === 'provider-result-lost' ? 'gone' : 'silent';
    } catch {
      return 'silent';
    }
  }

  private allowed(url: string): URL {
    if (!this.isAllowed(url)) throw refused('host-not-allowed');
    return new URL(url);
  }

  private isAllowed(text: string): boolean {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    return isSafeAddress(url) && this.allowedHosts.includes(url.host);
  }
}

const badAnswer = (status: number): AppError => {
  if (status === 404 || status === 410) return new AppError('provider-result-lost', { facts: { status } });
  if (status >= 300 && status < 400) return refused('redirected');
  return new AppError('provider-unreachable', { facts: { status } });
};

const refused = (errorType: string): AppError => new AppError('provider-failed', { facts: { errorType } });

async function* limited(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  expected: number | null,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw refused('file-too-large');
      yield chunk;
    }
    if (expected !== null && bytes !== expected) {
      throw new AppError('provider-unreachable', { facts: { expected, bytes } });
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('provider-unreachable', { cause: error });
  }
}
