import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { S3Account } from './access';
import type { BucketFiles } from './bucket-files';
import { readPayload } from './payload';
import { S3Error } from './s3-error';
import type { S3Target } from './target';
import { xmlDocument, type XmlElements } from './xml';

/** A verified request and its answer. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  target: S3Target;
  /** The account that signed it. */
  account: S3Account;
  /** The payload hash that the signature covers. */
  payloadHash: string;
  files: BucketFiles;
  /** The fault of the answer's body: it breaks off in the middle, or pretends to end there. */
  spoilt?: 'cut' | 'half';
}

/** The largest document of a client: a list of at most 1000 keys of 1 KB, or 10 000 parts. */
const DOCUMENT_BYTES_AT_MOST = 4 * 1024 * 1024;

export const headerOf = ({ request }: Exchange, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
};

export const queryOf = ({ target }: Exchange, name: string): string | undefined =>
  target.query.find(([key]) => key === name)?.[1];

export const sendXml = ({ response }: Exchange, root: string, children: XmlElements): void => {
  response.writeHead(200, { 'content-type': 'application/xml' }).end(xmlDocument(root, children));
};

export const sendNothing = ({ response }: Exchange, status = 204): void => {
  response.writeHead(status).end();
};

/** Reads a small XML body, verified like any other. */
export const readDocument = async ({ request, payloadHash }: Exchange): Promise<string> => {
  const { streams } = readPayload(request, payloadHash);
  const chunks: Buffer[] = [];
  let size = 0;
  await pipeline([
    ...streams,
    async (content: AsyncIterable<Buffer>) => {
      for await (const chunk of content) {
        size += chunk.length;
        if (size > DOCUMENT_BYTES_AT_MOST) throw new S3Error('MalformedXML', 'The XML you provided is too long');
        chunks.push(chunk);
      }
    },
  ] as unknown as [NodeJS.ReadableStream]);
  return Buffer.concat(chunks).toString();
};

/** Headers kept with an object and given back with it. */
export const storedHeaders = (exchange: Exchange): Record<string, string> => {
  const kept: Record<string, string> = {
    'content-type': headerOf(exchange, 'content-type') ?? 'application/octet-stream',
  };
  for (const name of ['cache-control', 'content-disposition', 'content-language', 'expires']) {
    const value = headerOf(exchange, name);
    if (value) kept[name] = value;
  }
  const encodings = headerOf(exchange, 'content-encoding')
    ?.split(',')
    .map((encoding) => encoding.trim());
  const encoding = encodings?.filter((name) => name !== 'aws-chunked').join(','); // that part says how the content travelled, not what it is
  if (encoding) kept['content-encoding'] = encoding;
  for (const name of Object.keys(exchange.request.headers)) {
    if (name.startsWith('x-amz-meta-')) kept[name] = headerOf(exchange, name)!;
  }
  return kept;
};
