import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { fastEnough, type LeastSpeed } from '@aisha/platform';
import { Problem } from '../http/problem';
import { BODY_MS, bodyWithin, LEAST_SPEED, SILENCE_MS } from './body-time';

/** The size and the digest of a file. */
export interface Measured {
  readonly bytes: number;
  /** SHA-256, in hexadecimal digits. */
  readonly digest: string;
}

/** An upload that comes too slowly is cut. */
const CUT_WHEN_SLOW = { refusal: () => new Problem('upload-cut'), sparesBeginning: true };

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
      const arriving = this.body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      for await (const piece of fastEnough(arriving, this.least, CUT_WHEN_SLOW)) {
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
