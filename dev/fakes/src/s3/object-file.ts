import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The facts that are kept about an object beside its content. */
export interface ObjectFacts {
  /** The ETag without quotes. */
  etag: string;
  /** Response headers it was stored with: content type, `x-amz-meta-…` and the like. */
  headers: Record<string, string>;
  checksum?: { name: string; value: string };
}

export interface ObjectFile {
  handle: FileHandle;
  facts: ObjectFacts;
  /** Bytes of content. */
  size: number;
  modifiedAt: Date;
}

/** A file holds the content, then the facts as JSON, then the JSON's length, so that one rename replaces everything. */
const LENGTH_BYTES = 4;

const footer = (facts: ObjectFacts): Buffer => {
  const json = Buffer.from(JSON.stringify(facts));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(json.length);
  return Buffer.concat([json, length]);
};

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Opens an object; undefined when there is none. The caller closes the handle. */
export const openObject = async (file: string): Promise<ObjectFile | undefined> => {
  let handle: FileHandle;
  try {
    handle = await open(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const { size: whole, mtime } = await handle.stat();
    const length = Buffer.alloc(LENGTH_BYTES);
    await handle.read(length, 0, LENGTH_BYTES, whole - LENGTH_BYTES);
    const json = Buffer.alloc(length.readUInt32BE());
    const size = whole - LENGTH_BYTES - json.length;
    await handle.read(json, 0, json.length, size);
    return { handle, facts: JSON.parse(json.toString()) as ObjectFacts, size, modifiedAt: mtime };
  } catch (error) {
    await handle.close();
    throw error;
  }
};

/** Everything about an object but its content. */
export const statObject = async (file: string): Promise<Omit<ObjectFile, 'handle'> | undefined> => {
  const object = await openObject(file);
  await object?.handle.close();
  return object;
};

export const contentOf = ({ handle, size }: ObjectFile, start = 0, end = size - 1): Readable =>
  handle.createReadStream({ start, end });

/**
 * A write that takes effect only with `keep`; a crash before that leaves a file in the incoming folder and nothing
 * else.
 */
export class IncomingObject {
  private readonly file: string;

  constructor(incomingDirectory: string) {
    this.file = path.join(incomingDirectory, randomUUID());
  }

  /** Takes in the content, after all transforms. */
  async receive(content: Readable | AsyncIterable<Buffer>, transforms: readonly Transform[] = []): Promise<void> {
    await pipeline([content, ...transforms, createWriteStream(this.file)] as unknown as [Readable]);
  }

  /** Puts the object in place, all at once. False when it may not replace an object that is already there. */
  async keep(target: string, facts: ObjectFacts, { replace }: { replace: boolean }): Promise<boolean> {
    const handle = await open(this.file, 'a');
    await handle.appendFile(footer(facts)).finally(() => handle.close());
    for (;;) {
      await mkdir(path.dirname(target), { recursive: true });
      try {
        if (replace) await rename(this.file, target);
        else await link(this.file, target); // unlike rename, it fails when the target exists
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
        if (!isMissing(error)) throw error; // a delete has just removed the folder: make it again
      }
    }
  }

  /** Removes the incoming file, if it is still there. */
  async discard(): Promise<void> {
    await rm(this.file, { force: true });
  }
}
