import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Problem } from '../http/problem';
import { BODY_MS, bodyWithin, LEAST_SPEED, type LeastSpeed, SILENCE_MS } from './body-time';

/** The size and the digest of a file. */
export interface Measured {
  readonly bytes: number;
  /** SHA-256, in hexadecimal digits. */
  readonly digest: string;
}

/** A file that is arriving. It is read in pieces, and is never completely in memory. */
export class ArrivingBody {
  /** The content. It fails with a Problem when the file is too large, or is cut off. */
  readonly content: Readable;
  private readonly hash = createHash('sha256');
  private bytes = 0;

  /** When the signal is aborted, the connection ends. */
  constructor(
    private readonly body: IncomingMessage,
    private readonly maxBytes: number,
    signal: AbortSignal,
    private readonly least: LeastSpeed = LEAST_SPEED,
  ) {
    this.content = Readable.from(this.pieces(signal), { objectMode: false });
  }

  /** The size and digest, once the content is read to its end. */
  get measured(): Measured {
    return { bytes: this.bytes, digest: this.hash.digest('hex') };
  }

  /** After a refusal the body stays open, so that its sender gets the answer; the rest of it is thrown away. */
  private async *pieces(signal: AbortSignal): AsyncGenerator<Buffer> {
    const end = (): unknown => this.body.destroy();
    signal.addEventListener('abort', end, { once: true });
    bodyWithin(this.body, SILENCE_MS);
    try {
      if (signal.aborted) end(); // the app began to stop before the first piece was read
      for await (const piece of fastEnough(this.body, this.least)) {
        bodyWithin(this.body, SILENCE_MS);
        this.bytes += piece.length;
        if (this.bytes > this.maxBytes) throw new Problem('file-too-large', { maxBytes: this.maxBytes });
        this.hash.update(piece);
        yield piece;
      }
    } catch (error) {
      throw error instanceof Problem ? error : new Problem('upload-cut');
    } finally {
      signal.removeEventListener('abort', end);
      bodyWithin(this.body, BODY_MS);
      this.body.resume();
    }
  }
}

/**
 * Passes the body on while it comes fast enough; throws `upload-cut` when it does not. The time in which the body waits for its reader does
 * not count. In the first `inMs` the body may be slower: a small file of a slow line comes whole soon after them.
 */
async function* fastEnough(body: IncomingMessage, least: LeastSpeed): AsyncGenerator<Buffer> {
  let [bytes, waitedMs, askedAt, isFirst] = [0, 0, performance.now(), true];
  for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    waitedMs += performance.now() - askedAt;
    bytes += piece.length;
    if (waitedMs >= least.inMs) {
      if (bytes < least.bytes && !isFirst) throw new Problem('upload-cut');
      bytes = waitedMs = 0;
      isFirst = false;
    }
    yield piece;
    askedAt = performance.now();
  }
}
