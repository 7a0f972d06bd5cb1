import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  paginateListObjectsV2,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { eventually } from '@aisha/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { startS3, type S3Server } from './index';

const BUCKET = 'pictures';
const MIB = 1024 * 1024;
const credentials = { accessKey: 'local', secretKey: 'correct-secret' };

let dir: string;
let server: S3Server;
let s3: S3Client;
const clients: S3Client[] = [];
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

const clientOf = (changes: Partial<S3ClientConfig> = {}): S3Client => {
  const client = new S3Client({
    endpoint: server.url,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    logger: silent,
    credentials: { accessKeyId: credentials.accessKey, secretAccessKey: credentials.secretKey },
    ...changes,
  });
  clients.push(client);
  return client;
};

const put = (Key: string, Body: Buffer | string = 'content') =>
  s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
const get = async (Key: string, more: { Range?: string } = {}) => {
  const { Body, ...answer } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key, ...more }));
  return { ...answer, content: Buffer.from(await Body!.transformToByteArray()) };
};
const list = (more: { Prefix?: string; Delimiter?: string; MaxKeys?: number; StartAfter?: string } = {}) =>
  s3.send(new ListObjectsV2Command({ Bucket: BUCKET, ...more }));

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'aisha-s3-'));
  server = await startS3({ ...credentials, dir });
  s3 = clientOf();
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
});

afterAll(async () => {
  for (const client of clients) client.destroy();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

describe('objects', () => {
  it('objects come back byte for byte, with their type, their metadata and a checksum that the client accepts', async () => {
    const content = randomBytes(300_000);
    await s3.send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: 'one.jpg',
        Body: content,
        ContentType: 'image/jpeg',
        CacheControl: 'no-store',
        Metadata: { order: '42' },
      }),
    );

    const object = await get('one.jpg');

    expect(object.content.equals(content)).toBe(true);
    expect(object).toMatchObject({
      ContentType: 'image/jpeg',
      CacheControl: 'no-store',
      ContentLength: 300_000,
      Metadata: { order: '42' },
      ETag: `"${createHash('md5').update(content).digest('hex')}"`,
    });
  });

  it('objects are taken from a stream of known length, whose checksum follows the content', async () => {
    const content = randomBytes(300_000);
    const pieces = Readable.from([content.subarray(0, 70_000), content.subarray(70_000)]);
    await s3.send(
      new PutObjectCommand({ Bucket: BUCKET, Key: 'streamed', Body: pieces, ContentLength: content.length }),
    );

    expect((await get('streamed')).content.equals(content)).toBe(true);
  });

  it('an object may be empty', async () => {
    await put('empty', Buffer.alloc(0));

    expect((await get('empty')).content).toHaveLength(0);
  });

  it.each([
    'Фото мамы (2) — ёлка!.jpg',
    "a+b=c&d~e'f*g@h:i,j;k$l",
    'dots/../../../etc/passwd',
    './.',
    'a//b',
    'folder/',
    '100% true',
    `${'д'.repeat(400)}/x`,
    'photo~',
    'emoji/📷',
  ])('objects are found again under the key %s', async (key) => {
    await put(key, key);

    expect((await get(key)).content.toString()).toBe(key);
    expect((await list({ Prefix: key })).Contents?.map((found) => found.Key)).toEqual([key]);
    await s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: key }));
  });

  it('an object may have the same name as a folder of other objects', async () => {
    await put('same/name', 'file');
    await put('same/name/deeper', 'below');

    expect((await get('same/name')).content.toString()).toBe('file');
    expect((await get('same/name/deeper')).content.toString()).toBe('below');
  });

  it('a key of more than 1024 bytes is refused', async () => {
    await expect(put('к'.repeat(513))).rejects.toMatchObject({ name: 'KeyTooLongError' });
  });

  it('the size and the time of an object can be read without its content', async () => {
    const before = Date.now();
    await put('headed', 'twelve bytes');

    const head = await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'headed' }));

    expect(head).toMatchObject({ ContentLength: 12, AcceptRanges: 'bytes' });
    const storedAt = head.LastModified!.getTime(); // the time is in whole seconds
    expect(storedAt).toBeGreaterThan(before - 1_000);
    expect(storedAt).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
  ])('objects are read in part by %s', async (Range, expected, ContentRange) => {
    await put('digits', '0123456789');

    const part = await get('digits', { Range });

    expect(part.content.toString()).toBe(expected);
    expect(part).toMatchObject({ ContentRange, $metadata: { httpStatusCode: 206 } });
  });

  it('a range beyond the end of an object is refused', async () => {
    await put('digits', '0123456789');

    await expect(get('digits', { Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  it('a missing object, or its missing bucket, is reported', async () => {
    await expect(get('nothing')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'nothing' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect(s3.send(new GetObjectCommand({ Bucket: 'no-such-bucket', Key: 'x' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
  });

  it('when writers ask not to replace an object, it is written once, even if several write at the same time', async () => {
    const attempts = Array.from({ length: 8 }, (_, at) =>
      s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'once', Body: `writer ${at}`, IfNoneMatch: '*' })).then(
        () => 'written',
        (error: Error) => error.name,
      ),
    );

    const outcomes = await Promise.all(attempts);

    expect(outcomes.sort()).toEqual([...Array<string>(7).fill('PreconditionFailed'), 'written']);
  });

  it('objects are copied with their type and metadata, or with new ones', async () => {
    await s3.send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: 'из/source',
        Body: 'copied',
        ContentType: 'text/plain',
        Metadata: { a: '1' },
      }),
    );
    const source = { Bucket: BUCKET, CopySource: `${BUCKET}/${encodeURIComponent('из/source')}` };

    await s3.send(new CopyObjectCommand({ ...source, Key: 'copy' }));
    await s3.send(
      new CopyObjectCommand({ ...source, Key: 'retyped', ContentType: 'text/html', MetadataDirective: 'REPLACE' }),
    );

    expect(await get('copy')).toMatchObject({
      content: Buffer.from('copied'),
      ContentType: 'text/plain',
      Metadata: { a: '1' },
    });
    expect(await get('retyped')).toMatchObject({
      content: Buffer.from('copied'),
      ContentType: 'text/html',
      Metadata: {},
    });
    await expect(
      s3.send(new CopyObjectCommand({ ...source, CopySource: `${BUCKET}/none`, Key: 'x' })),
    ).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('objects are removed one by one and in batches, and removing a key that does not exist succeeds', async () => {
    for (const key of ['gone/1', 'gone/2 & <3>', 'gone/4']) await put(key);
    await s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'gone/1' }));

    const { Deleted } = await s3.send(
      new DeleteObjectsCommand({
        Bucket: BUCKET,
        Delete: { Objects: [{ Key: 'gone/2 & <3>' }, { Key: 'gone/4' }, { Key: 'gone/never' }] },
      }),
    );

    expect(Deleted?.map(({ Key }) => Key)).toEqual(['gone/2 & <3>', 'gone/4', 'gone/never']);
    expect((await list({ Prefix: 'gone/' })).KeyCount).toBe(0);
  });

  it('objects outlive the server', async () => {
    const own = await mkdtemp(path.join(tmpdir(), 'aisha-s3-'));
    const first = await startS3({ ...credentials, dir: own });
    await clientOf({ endpoint: first.url }).send(new CreateBucketCommand({ Bucket: BUCKET }));
    await clientOf({ endpoint: first.url }).send(
      new PutObjectCommand({ Bucket: BUCKET, Key: 'kept/long', Body: 'here' }),
    );
    await first.close();

    const second = await startS3({ ...credentials, dir: own });
    const { Body } = await clientOf({ endpoint: second.url }).send(
      new GetObjectCommand({ Bucket: BUCKET, Key: 'kept/long' }),
    );

    expect(await Body!.transformToString()).toBe('here');
    await second.close();
    await rm(own, { recursive: true });
  });
});

describe('listing', () => {
  const keys = ['list/a', 'list/b/1', 'list/b/2', 'list/b-1', 'list/c/x/y', 'list/Я', 'list/𝒳', 'list/ﬀ'];
  beforeAll(async () => {
    for (const key of keys) await put(key);
  });

  it('listing gives all keys once, in the order of their bytes, over any number of pages', async () => {
    const found: string[] = [];
    for await (const page of paginateListObjectsV2({ client: s3, pageSize: 3 }, { Bucket: BUCKET, Prefix: 'list/' })) {
      found.push(...page.Contents!.map(({ Key }) => Key!));
    }

    expect(found).toEqual(['list/a', 'list/b-1', 'list/b/1', 'list/b/2', 'list/c/x/y', 'list/Я', 'list/ﬀ', 'list/𝒳']);
  });

  it('listing shows folders by their delimiter, each once and counted like a key', async () => {
    const first = await s3.send(
      new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'list/', Delimiter: '/', MaxKeys: 3 }),
    );
    const second = await s3.send(
      new ListObjectsV2Command({
        Bucket: BUCKET,
        Prefix: 'list/',
        Delimiter: '/',
        MaxKeys: 3,
        ContinuationToken: first.NextContinuationToken,
      }),
    );

    expect(first.Contents?.map(({ Key }) => Key)).toEqual(['list/a', 'list/b-1']);
    expect(first.CommonPrefixes).toEqual([{ Prefix: 'list/b/' }]);
    expect(second.CommonPrefixes).toEqual([{ Prefix: 'list/c/' }]);
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(['list/Я', 'list/ﬀ']);
  });

  it('listing accepts any delimiter, half a name as prefix, and a key after which to start', async () => {
    expect((await list({ Prefix: 'list/b', Delimiter: '-' })).CommonPrefixes).toEqual([{ Prefix: 'list/b-' }]);
    expect((await list({ Prefix: 'list/b', StartAfter: 'list/b/1' })).Contents?.map(({ Key }) => Key)).toEqual([
      'list/b/2',
    ]);
    expect((await list({ Prefix: 'lis', Delimiter: '/' })).CommonPrefixes).toEqual([{ Prefix: 'list/' }]);
  });
});

describe('an upload in parts', () => {
  const begin = async (Key: string) =>
    ({
      Bucket: BUCKET,
      Key,
      ...(await s3.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key, ContentType: 'audio/ogg' }))),
    }) as {
      Bucket: string;
      Key: string;
      UploadId: string;
    };
  const part = async (upload: { Bucket: string; Key: string; UploadId: string }, PartNumber: number, Body: Buffer) => {
    const { ETag } = await s3.send(
      new UploadPartCommand({ Bucket: upload.Bucket, Key: upload.Key, UploadId: upload.UploadId, PartNumber, Body }),
    );
    return { PartNumber, ETag };
  };
  const complete = (
    { Bucket, Key, UploadId }: { Bucket: string; Key: string; UploadId: string },
    Parts: { PartNumber: number; ETag: string | undefined }[],
  ) => s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));

  it('an upload in parts of a stream of unknown length arrives whole, with its type', async () => {
    const content = randomBytes(12 * MIB);
    const pieces = Readable.from(Array.from({ length: 12 }, (_, at) => content.subarray(at * MIB, (at + 1) * MIB)));

    await new Upload({
      client: s3,
      params: { Bucket: BUCKET, Key: 'long.bin', Body: pieces, ContentType: 'video/mp4', Metadata: { a: 'b' } },
    }).done();

    const object = await get('long.bin');
    expect(object.content.equals(content)).toBe(true);
    expect(object).toMatchObject({
      ContentType: 'video/mp4',
      Metadata: { a: 'b' },
      ETag: expect.stringMatching(/-3"$/),
    });
  });

  it('an upload in parts holds the parts that the client names and no others', async () => {
    const upload = await begin('chosen');
    const [first, , third] = [
      await part(upload, 1, Buffer.alloc(5 * MIB, 'a')),
      await part(upload, 2, Buffer.alloc(5 * MIB, 'b')),
      await part(upload, 3, Buffer.from('c')),
    ];
    await complete(upload, [first!, third!]);

    const { content, ContentType } = await get('chosen');
    expect([content.length, content[0], content.at(-1), ContentType]).toEqual([5 * MIB + 1, 97, 99, 'audio/ogg']);
  });

  it('an upload in parts is refused when its parts are out of order, unknown, changed or too small', async () => {
    const upload = await begin('refused');
    const first = await part(upload, 1, Buffer.from('too small'));
    const second = await part(upload, 2, Buffer.from('last'));

    await expect(complete(upload, [second, first])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete(upload, [first, { PartNumber: 3, ETag: second.ETag }])).rejects.toMatchObject({
      name: 'InvalidPart',
    });
    await expect(complete(upload, [{ ...first, ETag: second.ETag }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete(upload, [first, second])).rejects.toMatchObject({ name: 'EntityTooSmall' });
  });

  it('an upload in parts that is given up accepts no further part and leaves no object', async () => {
    const { Bucket, Key, UploadId } = await begin('given-up');
    await part({ Bucket, Key, UploadId }, 1, Buffer.from('x'));
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));

    await expect(part({ Bucket, Key, UploadId }, 2, Buffer.from('y'))).rejects.toMatchObject({ name: 'NoSuchUpload' });
    await expect(get('given-up')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

describe('buckets', () => {
  it('buckets are made, seen, and removed once they are empty', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'short-lived' }));
    await s3.send(new PutObjectCommand({ Bucket: 'short-lived', Key: 'a/b', Body: 'x' }));
    expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toContain('short-lived');
    await expect(s3.send(new CreateBucketCommand({ Bucket: 'short-lived' }))).rejects.toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
    });
    await expect(s3.send(new DeleteBucketCommand({ Bucket: 'short-lived' }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
    });

    await s3.send(new DeleteObjectCommand({ Bucket: 'short-lived', Key: 'a/b' }));
    await s3.send(new DeleteBucketCommand({ Bucket: 'short-lived' }));

    await expect(s3.send(new HeadBucketCommand({ Bucket: 'short-lived' }))).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('a bucket cannot be named after a folder of the server', async () => {
    await expect(s3.send(new CreateBucketCommand({ Bucket: '.uploads' }))).rejects.toMatchObject({
      name: 'InvalidBucketName',
    });
  });

  it('a request that the fake S3 does not serve is answered with NotImplemented', async () => {
    await expect(s3.send(new GetObjectTaggingCommand({ Bucket: BUCKET, Key: 'x' }))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
  });
});

describe('signatures', () => {
  it('a signature with a wrong secret, an unknown key or no key is refused', async () => {
    await put('private');
    const asked = new GetObjectCommand({ Bucket: BUCKET, Key: 'private' });
    const stranger = clientOf({ credentials: { accessKeyId: 'stranger', secretAccessKey: 'x' } });
    const forger = clientOf({ credentials: { accessKeyId: credentials.accessKey, secretAccessKey: 'wrong' } });

    await expect(forger.send(asked)).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(stranger.send(asked)).rejects.toMatchObject({
      name: 'InvalidAccessKeyId',
      $metadata: { httpStatusCode: 403 },
    });
    expect((await fetch(`${server.url}/${BUCKET}/private`)).status).toBe(403);
    expect((await fetch(`${server.url}/`)).status).toBe(403);
  });

  it('a signature whose time is sixteen minutes behind is refused', async () => {
    const late = clientOf({ systemClockOffset: -16 * 60_000 });

    await expect(late.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'x' }))).rejects.toMatchObject({
      name: 'RequestTimeTooSkewed',
    });
  });

  interface Presigner {
    presign(
      request: unknown,
      options: { expiresIn: number; signingDate: Date },
    ): Promise<{ query: Record<string, string> }>;
  }
  const linkTo = async (
    key: string,
    { method = 'GET', expiresIn = 60, secret = credentials.secretKey, signingDate = new Date() } = {},
  ) => {
    const client = clientOf({ credentials: { accessKeyId: credentials.accessKey, secretAccessKey: secret } });
    const signer = (await client.config.signer({
      name: 'sigv4',
      signingName: 's3',
      signingRegion: 'us-east-1',
      properties: {},
    })) as unknown as Presigner;
    const { hostname, port } = new URL(server.url);
    const plain = {
      method,
      protocol: 'http:',
      hostname,
      port: Number(port),
      path: `/${BUCKET}/${key}`,
      query: {},
      headers: { host: `${hostname}:${port}`, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    };
    const signed = await signer.presign({ ...plain, clone: () => ({ ...plain }) }, { expiresIn, signingDate });
    return `${server.url}/${BUCKET}/${key}?${new URLSearchParams(signed.query).toString().replaceAll('+', '%20')}`;
  };

  it('a signed link lets anyone read and write until it expires', async () => {
    const written = await fetch(await linkTo('linked', { method: 'PUT' }), { method: 'PUT', body: 'by link' });
    const read = await fetch(await linkTo('linked'));

    expect([written.status, await read.text()]).toEqual([200, 'by link']);
  });

  it('a signed link that has expired, was changed or was forged opens nothing', async () => {
    await put('linked', 'x');
    const expired = await linkTo('linked', { expiresIn: 60, signingDate: new Date(Date.now() - 61_000) });
    const valid = await linkTo('linked');

    expect((await fetch(expired)).status).toBe(403);
    expect((await fetch(valid.replace('/linked?', '/one.jpg?'))).status).toBe(403);
    expect((await fetch(valid, { method: 'DELETE' })).status).toBe(403);
    expect((await fetch(await linkTo('linked', { secret: 'guessed' }))).status).toBe(403);
    expect((await fetch(valid)).status).toBe(200);
  });
});

describe('content that was damaged on the way', () => {
  /** Sends what the client would, with its signature, but other bytes. */
  const sendChanged = async (
    Key: string,
    Body: Buffer | Readable,
    length: number,
    change: (bytes: Buffer) => Buffer,
  ) => {
    const client = clientOf({
      requestHandler: {
        handle: async (signed: {
          method: string;
          path: string;
          headers: Record<string, string>;
          query: Record<string, string>;
          body: Buffer | Readable;
        }) => {
          const pieces: Buffer[] = [];
          if (Buffer.isBuffer(signed.body) || signed.body instanceof Uint8Array) pieces.push(Buffer.from(signed.body));
          else for await (const piece of signed.body) pieces.push(Buffer.from(piece as Buffer));
          const { host, ...headers } = signed.headers;
          const query = new URLSearchParams(signed.query).toString();
          const sent = request(`${server.url}${signed.path}?${query}`, {
            method: signed.method,
            headers: { ...headers, host: host! },
          });
          sent.end(change(Buffer.concat(pieces)));
          const [answer] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
          return {
            response: {
              statusCode: answer.statusCode!,
              headers: answer.headers as Record<string, string>,
              body: answer,
            },
          };
        },
      } as never,
    });
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body, ContentLength: length }));
  };
  const flip = (bytes: Buffer): Buffer => {
    const at = bytes.indexOf('important');
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    return changed;
  };

  it('damaged content is refused when it differs from the signed content', async () => {
    await expect(sendChanged('damaged', Buffer.from('important'), 9, flip)).rejects.toMatchObject({
      name: 'XAmzContentSHA256Mismatch',
    });
    await expect(get('damaged')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('damaged content is refused when the checksum that follows a stream differs', async () => {
    await expect(sendChanged('damaged', Readable.from([Buffer.from('important')]), 9, flip)).rejects.toMatchObject({
      name: 'BadDigest',
    });
    await expect(get('damaged')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('damaged content is refused when it is shorter than announced', async () => {
    const short = sendChanged('damaged', Readable.from([Buffer.from('important')]), 10, (bytes) => bytes);

    await expect(short).rejects.toMatchObject({ name: 'IncompleteBody' });
  });

  it('undamaged content is accepted with the checksum that follows its stream', async () => {
    await sendChanged('unharmed', Readable.from([Buffer.from('important')]), 9, (bytes) => bytes);

    expect((await get('unharmed')).content.toString()).toBe('important');
  });

  it('damaged content is refused when its Content-MD5 or its SHA-256 differs', async () => {
    const wrongMd5 = new PutObjectCommand({
      Bucket: BUCKET,
      Key: 'damaged',
      Body: 'x',
      ContentMD5: createHash('md5').update('y').digest('base64'),
    });
    const wrongSha = new PutObjectCommand({
      Bucket: BUCKET,
      Key: 'damaged',
      Body: 'x',
      ChecksumSHA256: createHash('sha256').update('y').digest('base64'),
    });

    await expect(s3.send(wrongMd5)).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(s3.send(wrongSha)).rejects.toMatchObject({ name: 'BadDigest' });
  });

  it('the old content stays when the connection breaks in the middle of a write', async () => {
    await put('cut', 'whole');
    const link = await (async () => {
      let captured = '';
      const client = clientOf({
        requestHandler: {
          handle: async (signed: { method: string; path: string; headers: Record<string, string> }) => {
            const headers = Object.entries(signed.headers).map(([name, value]) => `${name}: ${value}\r\n`);
            captured = `${signed.method} ${signed.path}?x-id=PutObject HTTP/1.1\r\n${headers.join('')}\r\n`;
            throw new Error('not sent');
          },
        } as never,
      });
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'cut', Body: 'x'.repeat(1000) })).catch(() => {});
      return captured;
    })();
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`${link}only a part`);
    await once(socket, 'connect');
    socket.end();
    await once(socket.resume(), 'close');

    expect((await get('cut')).content.toString()).toBe('whole');
    // The server sees the end of the connection and removes the incoming file a moment after the client's error.
    await eventually(async () => (await readdir(path.join(dir, '.incoming'))).length === 0);
  });
});

it('time that passes makes objects older', async () => {
  await put('aged');
  const dated = async () => (await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'aged' }))).LastModified!;
  const before = await dated();
  const { status } = await fetch(`${server.url}/time-passes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ms: 86_400_000 }),
  });

  expect(status).toBe(204);
  expect(before.getTime() - (await dated()).getTime()).toBe(86_400_000);
  expect((await get('aged')).content.toString()).toBe('content');
});

describe('the fault switches', () => {
  afterEach(() => server.faults.clear());

  const ASKED = {
    put: () => put('asked', 'new'),
    get: () => get('asked'),
    remove: () => s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'asked' })),
  };
  const REFUSED = { 403: 'AccessDenied', 500: 'InternalError', 503: 'SlowDown' } as const;

  it.each(Object.keys(ASKED).flatMap((on) => Object.entries(REFUSED).map(([kind, name]) => [on, kind, name] as const)))(
    'a fault switch refuses a %s with %s %s, once, and the object stays as it was',
    async (on, kind, name) => {
      await put('asked', 'old');
      server.faults.add({ on, kind, match: `${BUCKET}/asked` } as never);

      await expect(ASKED[on as keyof typeof ASKED]()).rejects.toMatchObject({
        name,
        $metadata: { httpStatusCode: Number(kind) },
      });
      expect((await get('asked')).content.toString()).toBe('old');
    },
  );

  it.each(['cut', 'reset'] as const)(
    'a fault switch breaks the connection of a write (%s), and the object stays as it was',
    async (kind) => {
      await put('asked', 'old');
      server.faults.add({ on: 'put', kind });

      await expect(put('asked', randomBytes(MIB))).rejects.toThrow();
      expect((await get('asked')).content.toString()).toBe('old');
    },
  );

  it('a fault switch lets a write take effect, and gives no answer', async () => {
    server.faults.add({ on: 'put', kind: 'accept-then-reset' });

    await expect(put('asked', 'kept')).rejects.toThrow();
    expect((await get('asked')).content.toString()).toBe('kept');
  });

  it('a fault switch answers as if a write were kept, but loses the object', async () => {
    server.faults.add({ on: 'put', kind: 'lost' });

    expect(await put('asked', 'lost')).toMatchObject({ ETag: expect.any(String) });
    await expect(get('asked')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('a fault switch hides an object that is there', async () => {
    await put('asked');
    server.faults.add({ on: 'get', kind: '404' });

    await expect(get('asked')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect((await get('asked')).content.toString()).toBe('content');
  });

  it.each(['cut', 'reset'] as const)('a fault switch breaks the connection of a read: %s', async (kind) => {
    await put('asked', randomBytes(MIB));
    server.faults.add({ on: 'get', kind });

    await expect(get('asked')).rejects.toThrow();
  });

  it('a fault switch sends half of an object as the whole, which a client notices by the checksum', async () => {
    await put('asked', 'halfhalf');
    server.faults.add({ on: 'get', kind: 'half', times: 2 });

    await expect(get('asked')).rejects.toThrow(/[Cc]hecksum/);
    const trusting = clientOf({ responseChecksumValidation: 'WHEN_REQUIRED' });
    const { Body } = await trusting.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'asked' }));
    expect(await Body!.transformToString()).toBe('half');
  });

  it.each(['put', 'get', 'remove'] as const)(
    'a %s succeeds in spite of a fault switch that delays it, and uses the switch up',
    async (on) => {
      await put('asked');
      server.faults.add({ on, kind: 'slow', delayMs: 50 });

      await ASKED[on]();
      expect(server.faults.list()).toEqual([]);
    },
  );

  it('only programs and pages of this machine can set the fault switches over HTTP, and a bucket may still have the name of a switch', async () => {
    const asked = (headers: Record<string, string>) =>
      fetch(`${server.url}/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ on: 'get', kind: '503', match: 'asked' }),
      });
    expect((await asked({ origin: 'https://elsewhere.example' })).status).toBe(403);
    expect(await (await asked({})).json()).toEqual({ ids: [expect.any(Number)] });
    expect(await (await fetch(`${server.url}/faults`)).json()).toMatchObject({ active: [{ kind: '503' }] });
    await fetch(`${server.url}/faults`, { method: 'DELETE' });
    expect(server.faults.list()).toEqual([]);

    await s3.send(new CreateBucketCommand({ Bucket: 'faults' }));
    await s3.send(new PutObjectCommand({ Bucket: 'faults', Key: 'a', Body: 'x' }));
    expect((await s3.send(new ListObjectsV2Command({ Bucket: 'faults' }))).KeyCount).toBe(1);
  });
});
