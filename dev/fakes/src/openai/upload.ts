import type { FastifyRequest } from 'fastify';
import { ApiError, invalid } from './api-error';

/** The most bytes of request content. */
const MAX_CONTENT_BYTES = 26_214_400;

export interface Upload {
  /** Scalars as text; repeated `name[]` parts as a list. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  readonly file?: { readonly name: string; readonly bytes: Buffer };
}

/** Reads an upload. @throws ApiError 413 over 25 MiB of content. */
export const readUpload = async (request: FastifyRequest): Promise<Upload> => {
  if (!request.isMultipart()) throw invalid('Expected a multipart/form-data request');
  const fields: Record<string, string | string[]> = {};
  let file: Upload['file'];
  let total = 0;
  for await (const part of request.parts({ limits: { fileSize: Infinity, fieldSize: MAX_CONTENT_BYTES } })) {
    if (part.type === 'file') {
      const pieces: Buffer[] = [];
      for await (const piece of part.file) {
        total += (piece as Buffer).length;
        if (total <= MAX_CONTENT_BYTES) pieces.push(piece as Buffer);
      }
      if (part.fieldname === 'file') file = { name: part.filename, bytes: Buffer.concat(pieces) };
    } else {
      const value = String(part.value);
      total += value.length;
      if (part.fieldname.endsWith('[]')) {
        const list = fields[part.fieldname] ?? [];
        fields[part.fieldname] = [...(Array.isArray(list) ? list : [list]), value];
      } else fields[part.fieldname] = value;
    }
  }
  if (total > MAX_CONTENT_BYTES) {
    const message = `413: Maximum content size limit (${MAX_CONTENT_BYTES}) exceeded (${total} bytes read)`;
    throw new ApiError(413, 'server_error', null, message);
  }
  return { fields, ...(file && { file }) };
};
