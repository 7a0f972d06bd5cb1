import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { crc32 } from 'node:zlib';
import { S3Error } from './s3-error';

/** Digests that a client may send with an upload; the AWS SDK sends CRC-32 by itself. */
const CHECKSUMS = ['crc32', 'sha1', 'sha256'] as const;
type Checksum = (typeof CHECKSUMS)[number];
const PREFIX = 'x-amz-checksum-';
/** A chunk's header line, and all trailers together, are short; more is an attack or a mistake. */
const FRAME_BYTES_AT_MOST = 16_384;
const CRLF = '\r\n';

/** The digests of an upload. */
interface Digests {
  size: number;
  md5: Buffer;
  /** The checksum that the client sent with the upload and that was right: header name and base64 value. */
  checksum: { name: string; value: string } | undefined;
}

class Crc32 {
  private value = 0;
  update(chunk: Buffer): void {
    this.value = crc32(chunk, this.value);
  }
  digest(): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.value);
    return bytes;
  }
}

/** Takes the `aws-chunked` framing off a body and keeps the trailers that follow it. */
class ChunkDecoder extends Transform {
  readonly trailers = new Map<string, string>();
  private buffered: Buffer = Buffer.alloc(0);
  private left = 0;
  private state: 'size' | 'content' | 'crlf' | 'trailers' = 'size';

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.buffered = this.buffered.length ? Buffer.concat([this.buffered, chunk]) : chunk;
    try {
      while (this.step());
      if (this.state !== 'content' && this.buffered.length > FRAME_BYTES_AT_MOST)
        throw new S3Error('InvalidRequest', 'A chunk header is too long');
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    if (this.state !== 'trailers') return done(new S3Error('IncompleteBody', 'The body ended before its last chunk'));
    for (const line of this.buffered.toString().split(CRLF)) {
      const colon = line.indexOf(':');
      if (colon > 0) this.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    }
    done();
  }

  /** Reads the next part of the framing; false when more bytes are needed. */
  private step(): boolean {
    if (this.state === 'trailers') return false;
    if (this.state === 'size') {
      const end = this.buffered.indexOf(CRLF);
      if (end < 0) return false;
      const size = this.buffered.subarray(0, end).toString('latin1').split(';')[0]!;
      if (!/^[0-9a-f]{1,8}$/i.test(size)) throw new S3Error('InvalidRequest', 'A chunk size is not a number');
      this.left = parseInt(size, 16);
      this.buffered = this.buffered.subarray(end + CRLF.length);
      this.state = this.left === 0 ? 'trailers' : 'content';
      return true;
    }
    if (this.state === 'crlf') {
      if (this.buffered.length < CRLF.length) return false;
      if (!this.buffered.subarray(0, CRLF.length).equals(Buffer.from(CRLF)))
        throw new S3Error('IncompleteBody', 'A chunk is longer than it says');
      this.buffered = this.buffered.subarray(CRLF.length);
      this.state = 'size';
      return true;
    }
    if (this.buffered.length === 0) return false;
    const part = this.buffered.subarray(0, this.left);
    this.push(part);
    this.left -= part.length;
    this.buffered = this.buffered.subarray(part.length);
    if (this.left === 0) this.state = 'crlf';
    return true;
  }
}

/** Passes the content through and measures it; `check` compares at the end. */
class Measure extends Transform {
  size = 0;
  private readonly hashes = {
    md5: createHash('md5'),
    sha256: createHash('sha256'),
    sha1: createHash('sha1'),
    crc32: new Crc32(),
  };
  private readonly wanted: (keyof Measure['hashes'])[];

  constructor(
    wanted: Iterable<Checksum>,
    private readonly check: (measure: Measure) => void,
  ) {
    super();
    this.wanted = ['md5', ...wanted];
  }

  digest(name: keyof Measure['hashes']): Buffer {
    return this.hashes[name].digest();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.size += chunk.length;
    for (const name of this.wanted) this.hashes[name].update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    try {
      this.check(this);
      done();
    } catch (error) {
      done(error as Error);
    }
  }
}

const checksumNamed = (header: string): Checksum => {
  const found = CHECKSUMS.find((name) => `${PREFIX}${name}` === header);
  if (!found) throw new S3Error('NotImplemented', `The checksum ${header} is not implemented`);
  return found;
};

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** The checksum the request announces: its name, and its value unless that follows as a trailer. */
const announced = (request: IncomingMessage): { name: Checksum; value: string | undefined } | undefined => {
  const trailer = header(request, 'x-amz-trailer')?.toLowerCase();
  if (trailer?.startsWith(PREFIX)) return { name: checksumNamed(trailer), value: undefined };
  const named = Object.keys(request.headers).find(
    (name) => name.startsWith(PREFIX) && !/-(algorithm|mode|type)$/.test(name),
  );
  return named ? { name: checksumNamed(named), value: header(request, named) } : undefined;
};

const expectedSize = (request: IncomingMessage, isChunked: boolean): number => {
  const size = Number(header(request, isChunked ? 'x-amz-decoded-content-length' : 'content-length'));
  if (!Number.isInteger(size))
    throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header');
  return size;
};

/**
 * The streams that turn a request's body into its content, and the digests to read once all have run. The last stream
 * fails when the content differs from what was signed, announced or promised in length.
 */
export const readPayload = (
  request: IncomingMessage,
  signedHash: string,
): { streams: [Readable, ...Transform[]]; digests: () => Digests } => {
  if (/^STREAMING-AWS4/.test(signedHash))
    throw new S3Error('NotImplemented', 'Chunks with signatures of their own are not implemented');
  const isChunked = signedHash === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
  const size = expectedSize(request, isChunked);
  const decoder = isChunked ? new ChunkDecoder() : undefined;
  const promised = announced(request);
  const isHashSigned = /^[0-9a-f]{64}$/.test(signedHash);
  const wanted = new Set<Checksum>([
    ...(promised ? [promised.name] : []),
    ...(isHashSigned ? (['sha256'] as const) : []),
  ]);
  let digests: Digests | undefined;

  const measure = new Measure(wanted, (measured) => {
    if (measured.size !== size)
      throw new S3Error('IncompleteBody', 'The body has another length than the request says');
    const md5 = measured.digest('md5');
    const results = new Map([...wanted].map((name) => [name, measured.digest(name)]));
    if (isHashSigned && results.get('sha256')!.toString('hex') !== signedHash) {
      throw new S3Error('XAmzContentSHA256Mismatch', 'The body is not the one that was signed');
    }
    const contentMd5 = header(request, 'content-md5');
    if (contentMd5 && contentMd5 !== md5.toString('base64'))
      throw new S3Error('BadDigest', 'The Content-MD5 does not match the body');
    const headerName = promised && `${PREFIX}${promised.name}`;
    const value = promised && (promised.value ?? decoder?.trailers.get(headerName!));
    if (promised && value !== results.get(promised.name)!.toString('base64')) {
      throw new S3Error(
        'BadDigest',
        `The ${promised.name.toUpperCase()} you specified did not match the calculated checksum`,
      );
    }
    digests = { size, md5, checksum: promised && { name: headerName!, value: value! } };
  });
  return { streams: decoder ? [request, decoder, measure] : [request, measure], digests: () => digests! };
};
