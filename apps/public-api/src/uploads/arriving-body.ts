import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Problem } from '../http/problem';
import { BODY_MS, bodyWithin, SILENCE_MS } from './body-time';

/** The size and the digest of a content. */
export interface Measured {
  readonly bytes: number;
  /** SHA-256, in hexadecimal digits. */
  readonly digest: string;
}

/** A file while it comes: a piece at a time, and never whole in memory. */
export class ArrivingBody {
  /** The content. It fails with the Problem that refuses it: too large, or cut off. */
  readonly content: Readable;
  private readonly hash = createHash('sha256');
  private bytes = 0;

  /** Aborting the signal ends the connection. */
  constructor(
    private readonly body: IncomingMessage,
    private readonly maxBytes: number,
    signal: AbortSignal,
  ) {
    this.content = Readable.from(this.pieces(signal), { objectMode: false });
  }

  /** Says what has come, once all of it has. */
  get measured(): Measured {
    return { bytes: this.bytes, digest: this.hash.digest('hex') };
  }

  /** The body stays open when it is refused: its sender is answered, and the rest is thrown away. */
  private async *pieces(signal: AbortSignal): AsyncGenerator<Buffer> {
    const end = (): unknown => this.body.destroy();
    signal.addEventListener('abort', end, { once: true });
    bodyWithin(this.body, SILENCE_MS);
    try {
      for await (const piece of this.body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
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
