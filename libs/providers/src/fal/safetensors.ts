import { AppError } from '@aisha/domain';

/** The length of the header comes first, in eight bytes. */
const LENGTH_BYTES = 8;
/** The longest header that the format allows. */
const MAX_HEADER_BYTES = 100_000_000;

/**
 * Passes a model on, and throws `provider-answer-unreadable` as soon as the file turns out to be none: a page of an error, an archive,
 * nothing at all, or less than the header announces. https://github.com/huggingface/safetensors#format
 */
export async function* safetensors(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let [start, bytes, headerEnds] = [Buffer.alloc(0), 0, Infinity];
  for await (const chunk of file) {
    bytes += chunk.length;
    if (headerEnds === Infinity) {
      start = Buffer.concat([start, chunk]);
      if (start.length > LENGTH_BYTES) headerEnds = endOfHeader(start);
    }
    yield chunk;
  }
  if (bytes <= headerEnds) throw noModel(bytes);
}

const endOfHeader = (start: Buffer): number => {
  const length = Number(start.readBigUInt64LE());
  if (start[LENGTH_BYTES] !== '{'.charCodeAt(0) || length > MAX_HEADER_BYTES) throw noModel(start.length);
  return LENGTH_BYTES + length;
};

const noModel = (bytes: number): AppError =>
  new AppError('provider-answer-unreadable', { facts: { problem: 'not-safetensors', bytes } });
