import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { queryOf, readDocument, sendNothing, sendXml, storedHeaders, type Exchange } from './exchange';
import { contentOf, openObject, statObject } from './object-file';
import { mayReplace, refuseReplacing, storeBody } from './object-requests';
import { S3Error } from './s3-error';
import { innerText, innerXml } from './xml';

/** S3 allows at most 10 000 parts, and every part but the last must have at least 5 MiB. */
const PART_BYTES_AT_LEAST = 5 * 1024 * 1024;
const PARTS_AT_MOST = 10_000;

interface Upload {
  bucket: string;
  key: string;
  headers: Record<string, string>;
}

const partFile = (directory: string, number: number): string => path.join(directory, String(number).padStart(5, '0'));

export const createUpload = async (exchange: Exchange): Promise<void> => {
  const { bucket, key } = exchange.target;
  const id = randomUUID();
  const directory = path.join(exchange.files.uploads, id);
  await mkdir(directory);
  await writeFile(
    path.join(directory, 'upload.json'),
    JSON.stringify({ bucket, key, headers: storedHeaders(exchange) } satisfies Upload),
  );
  sendXml(exchange, 'InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: id });
};

/** Reads the facts of an upload. Resolves to undefined for an upload that has only begun, or has just ended. */
const readUpload = async (directory: string): Promise<{ upload: Upload; begun: Date } | undefined> => {
  const file = path.join(directory, 'upload.json');
  try {
    const text = await readFile(file, 'utf8');
    return text === '' ? undefined : { upload: JSON.parse(text) as Upload, begun: (await stat(file)).mtime };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** ListMultipartUploads, all on one page, whatever their keys. */
export const listUploads = async (exchange: Exchange): Promise<void> => {
  const { bucket } = exchange.target;
  const { uploads } = exchange.files;
  const found = await Promise.all(
    (await readdir(uploads)).map(async (id) => {
      const upload = await readUpload(path.join(uploads, id));
      return upload ? [{ id, ...upload }] : [];
    }),
  );
  sendXml(exchange, 'ListMultipartUploadsResult', {
    Bucket: bucket,
    IsTruncated: false,
    Upload: found
      .flat()
      .filter(({ upload }) => upload.bucket === bucket)
      .map(({ id, upload, begun }) => ({ Key: upload.key, UploadId: id, Initiated: begun.toISOString() })),
  });
};

const requireUpload = async (exchange: Exchange): Promise<{ id: string; directory: string; upload: Upload }> => {
  const id = queryOf(exchange, 'uploadId') ?? '';
  const { bucket, key } = exchange.target;
  if (/^[0-9a-f-]{36}$/.test(id)) {
    const directory = path.join(exchange.files.uploads, id);
    const { upload } = (await readUpload(directory)) ?? {};
    if (upload?.bucket === bucket && upload.key === key) return { id, directory, upload };
  }
  throw new S3Error('NoSuchUpload', 'The specified multipart upload does not exist');
};

export const putPart = async (exchange: Exchange): Promise<void> => {
  const { directory } = await requireUpload(exchange);
  const number = Number(queryOf(exchange, 'partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > PARTS_AT_MOST)
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000');
  const { etag, checksum } = await storeBody(exchange, partFile(directory, number), {}, true);
  exchange.response.setHeader('etag', `"${etag}"`);
  if (checksum) exchange.response.setHeader(checksum.name, checksum.value);
  sendNothing(exchange, 200);
};

export const listParts = async (exchange: Exchange): Promise<void> => {
  const { id, directory } = await requireUpload(exchange);
  const numbers = (await readdir(directory)).filter((name) => /^\d+$/.test(name)).sort();
  const parts = await Promise.all(
    numbers.map(async (name) => ({ name, part: await statObject(path.join(directory, name)) })),
  );
  sendXml(exchange, 'ListPartsResult', {
    Bucket: exchange.target.bucket,
    Key: exchange.target.key,
    UploadId: id,
    IsTruncated: false,
    Part: parts.flatMap(({ name, part }) =>
      part ? [{ PartNumber: Number(name), ETag: `"${part.facts.etag}"`, Size: part.size }] : [],
    ),
  });
};

/** The parts that the client names, checked against the parts that it uploaded. Parts that it does not name are dropped. */
const chosenParts = async (directory: string, document: string): Promise<{ file: string; etag: string }[]> => {
  const named = innerXml(document, 'Part').map((part) => ({
    number: Number(innerText(part, 'PartNumber')),
    etag: innerText(part, 'ETag')?.replaceAll('"', ''),
  }));
  if (named.length === 0) throw new S3Error('MalformedXML', 'You must specify at least one part');
  if (named.some(({ number }, at) => at > 0 && number <= named[at - 1]!.number)) {
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order');
  }
  const parts = await Promise.all(
    named.map(async ({ number, etag }) => {
      const file = partFile(directory, number);
      const part = Number.isInteger(number) ? await statObject(file) : undefined;
      if (!part || part.facts.etag !== etag)
        throw new S3Error('InvalidPart', `Part ${number} could not be found or has another entity tag`);
      return { file, etag, size: part.size };
    }),
  );
  if (parts.slice(0, -1).some(({ size }) => size < PART_BYTES_AT_LEAST)) {
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed object size');
  }
  return parts;
};

async function* joined(files: readonly string[]): AsyncGenerator<Buffer> {
  for (const file of files) {
    const part = await openObject(file);
    if (!part) throw new S3Error('InvalidPart', 'A part was removed while it was read');
    if (part.size > 0) yield* contentOf(part) as AsyncIterable<Buffer>;
    else await part.handle.close();
  }
}

export const completeUpload = async (exchange: Exchange): Promise<void> => {
  const { directory, upload } = await requireUpload(exchange);
  const { bucket, key } = exchange.target;
  const parts = await chosenParts(directory, await readDocument(exchange));
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(Buffer.from(etag, 'hex'));
  const etag = `${hash.digest('hex')}-${parts.length}`;
  const incoming = exchange.files.incoming();
  try {
    await incoming.receive(joined(parts.map(({ file }) => file)));
    const facts = { etag, headers: upload.headers };
    if (!(await incoming.keep(exchange.files.fileOf(bucket, key), facts, { replace: mayReplace(exchange) })))
      refuseReplacing();
  } finally {
    await incoming.discard();
  }
  await rm(directory, { recursive: true, force: true });
  sendXml(exchange, 'CompleteMultipartUploadResult', { Bucket: bucket, Key: key, ETag: `"${etag}"` });
};

export const abortUpload = async (exchange: Exchange): Promise<void> => {
  const { directory } = await requireUpload(exchange);
  await rm(directory, { recursive: true, force: true });
  sendNothing(exchange);
};
