import type { FastifyRequest } from 'fastify';
import { badRequest } from './api-error';

/** A file that came with a multipart request. */
export interface Upload {
  name: string;
  type: string;
  bytes: Buffer;
}

/** Where the bytes of a sent file come from. */
export type InputFile =
  { from: 'upload'; upload: Upload } | { from: 'id'; fileId: string } | { from: 'url'; url: string };

const TRUE = new Set(['true', 'yes', '1']);

/** A call's parameters, the same in each of the four encodings. */
export class Parameters {
  constructor(
    private readonly values: Record<string, unknown>,
    private readonly uploads: ReadonlyMap<string, Upload> = new Map(),
  ) {}

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  string(name: string): string {
    const value = this.values[name];
    if (value === undefined || value === null) return '';
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }

  integer(name: string): number | undefined {
    const text = this.string(name).trim();
    return /^-?\d+$/.test(text) ? Number(text) : undefined;
  }

  boolean(name: string): boolean {
    return TRUE.has(this.string(name).toLowerCase());
  }

  /** A nested value, given as JSON or as JSON inside a string. */
  json(name: string, complaint: string): unknown {
    const value = this.values[name];
    if (typeof value !== 'string') return value ?? undefined;
    if (value.trim() === '') return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw badRequest(complaint);
    }
  }

  file(name: string): InputFile | undefined {
    const upload = this.uploads.get(name);
    if (upload) return { from: 'upload', upload };
    const text = this.string(name);
    return text ? this.fileFrom(text) : undefined;
  }

  /** All uploaded files in the order they came. */
  files(): Upload[] {
    return [...this.uploads.values()];
  }

  /** Reads where a file comes from: `attach://part`, an HTTP address, or a file_id. */
  fileFrom(text: string): InputFile {
    if (text.startsWith('attach://')) {
      const upload = this.uploads.get(text.slice('attach://'.length));
      if (!upload) throw badRequest('wrong file identifier/HTTP URL specified');
      return { from: 'upload', upload };
    }
    return /^https?:\/\//i.test(text) ? { from: 'url', url: text } : { from: 'id', fileId: text };
  }

  /** Describes the call for the recorder: files as their name and size, everything else as it was read. */
  describe(): Record<string, unknown> {
    const files = [...this.uploads].map(([name, { name: file, type, bytes }]) => [
      name,
      { file, type, size: bytes.length },
    ]);
    const values = Object.entries(this.values).map(([name, value]) => [name, parsed(value)]);
    return Object.fromEntries([...values, ...files]) as Record<string, unknown>;
  }
}

const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
};

/** Reads query string, form, JSON and multipart alike; the body wins over the query string. */
export const readParameters = async (request: FastifyRequest): Promise<Parameters> => {
  const values: Record<string, unknown> = { ...(request.query as Record<string, unknown>) };
  const uploads = new Map<string, Upload>();
  if (request.isMultipart()) {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const upload = { name: part.filename || part.fieldname, type: part.mimetype, bytes: await part.toBuffer() };
        uploads.set(uploads.has(part.fieldname) ? `${part.fieldname}#${uploads.size}` : part.fieldname, upload);
      } else {
        values[part.fieldname] = part.value;
      }
    }
  } else if (request.body && typeof request.body === 'object') {
    Object.assign(values, request.body);
  }
  return new Parameters(values, uploads);
};
