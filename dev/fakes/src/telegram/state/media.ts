import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { badRequest, refusals } from '../wire/api-error';
import type { FileKind, Files, StoredFile } from './files';
import type { InputFile, Upload } from '../wire/parameters';
import type { FileReference, MessageContent, PhotoSize } from '../wire/wire';

const PHOTO_LIMIT_BYTES = 10 * 2 ** 20;
const UPLOAD_LIMIT_BYTES = 50 * 2 ** 20;
const PHOTO_BY_URL_LIMIT_BYTES = 5 * 2 ** 20;
const FILE_BY_URL_LIMIT_BYTES = 20 * 2 ** 20;
const PHOTO_SIDES_LIMIT = 10_000;
const PHOTO_RATIO_LIMIT = 20;
/** The diameter of a round video in pixels, as Telegram's own applications record it. */
const VIDEO_NOTE_SIDE = 384;
/** The size in pixels of a video whose sender gives none: Telegram reads it from the video, the fake does not. */
const VIDEO_SIZE = { width: 640, height: 360 };
const DOWNLOAD_TIMEOUT_MS = 20_000;
/** The long sides of the sizes that Telegram keeps. Telegram shrinks larger photographs to the last one. */
const LONG_SIDES = [90, 320, 800, 1280];
/** How many photographs are remembered in all their sizes, some 0.2 MB each: people of tests send the same ones again and again. */
const REMEMBERED = 64;

export interface MediaFacts {
  duration?: number;
  width?: number;
  height?: number;
  title?: string;
  performer?: string;
}

/** Turns what was sent into the content of a message, storing new bytes on the way. */
export class Media {
  constructor(private readonly files: Files) {}

  async contentOf(kind: FileKind, input: InputFile | undefined, facts: MediaFacts = {}): Promise<MessageContent> {
    if (!input) throw badRequest(`there is no ${kind} in the request`);
    if (input.from === 'id') return this.content(this.known(kind, input.fileId));
    const upload = input.from === 'upload' ? input.upload : await download(kind, input.url);
    return this.content(await this.store(kind, upload, facts));
  }

  /** Makes a message's content from bytes that a person sends. */
  async contentOfUpload(kind: FileKind, upload: Upload, facts: MediaFacts = {}): Promise<MessageContent> {
    return this.content(await this.store(kind, upload, facts));
  }

  private known(kind: FileKind, fileId: string): StoredFile {
    const file = this.files.find(fileId);
    if (file?.kind !== kind) throw refusals.wrongFile();
    return file;
  }

  private async store(kind: FileKind, upload: Upload, facts: MediaFacts): Promise<StoredFile> {
    if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
    if (upload.bytes.length > UPLOAD_LIMIT_BYTES) throw refusals.uploadTooLarge();
    if (kind === 'photo') return this.storePhoto(upload);
    const named = kind === 'voice' || kind === 'video_note' ? {} : { name: upload.name };
    return this.files.save(upload.bytes, { kind, mime: upload.type, ...named, ...facts });
  }

  private async storePhoto({ bytes }: Upload): Promise<StoredFile> {
    if (bytes.length > PHOTO_LIMIT_BYTES) {
      throw badRequest(
        `file of size ${bytes.length} bytes is too big for a photo; the maximum size is ${PHOTO_LIMIT_BYTES} bytes`,
      );
    }
    const all = await sizesOf(bytes);
    const saved = await Promise.all(all.map(async (size) => this.files.save(...size)));
    const sizes = saved.map(({ file_id: id }) => id);
    for (const file of saved) this.files.update({ ...file, sizes });
    return { ...(saved.at(-1) as StoredFile), sizes };
  }

  private content(file: StoredFile): MessageContent {
    const reference: FileReference = {
      file_id: file.file_id,
      file_unique_id: file.file_unique_id,
      file_size: file.size,
    };
    const name = file.name === undefined ? {} : { file_name: file.name };
    switch (file.kind) {
      case 'photo':
        return { photo: (file.sizes ?? [file.file_id]).flatMap((id) => this.photoSize(id)) };
      case 'document':
        return { document: { ...name, mime_type: file.mime, ...reference } };
      case 'voice':
        return { voice: { duration: file.duration ?? 0, mime_type: file.mime, ...reference } };
      case 'video':
        return {
          video: {
            width: file.width ?? VIDEO_SIZE.width,
            height: file.height ?? VIDEO_SIZE.height,
            duration: file.duration ?? 0,
            ...name,
            mime_type: file.mime,
            ...reference,
          },
        };
      case 'video_note':
        return { video_note: { length: VIDEO_NOTE_SIDE, duration: file.duration ?? 0, ...reference } };
      case 'audio':
        return {
          audio: {
            duration: file.duration ?? 0,
            ...name,
            mime_type: file.mime,
            ...(file.title === undefined ? {} : { title: file.title }),
            ...(file.performer === undefined ? {} : { performer: file.performer }),
            ...reference,
          },
        };
    }
  }

  private photoSize(fileId: string): PhotoSize[] {
    const file = this.files.find(fileId);
    if (!file) return [];
    const { file_id, file_unique_id, size, width = 0, height = 0 } = file;
    return [{ file_id, file_unique_id, file_size: size, width, height }];
  }
}

type NewPhoto = Parameters<Files['save']>;
const remembered = new Map<string, Promise<NewPhoto[]>>();

/** The sizes that Telegram keeps of a photograph, from small to large. */
const sizesOf = async (bytes: Buffer): Promise<NewPhoto[]> => {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const known = remembered.get(digest);
  if (known) return known;
  const [oldest] = remembered.keys();
  if (oldest !== undefined && remembered.size === REMEMBERED) remembered.delete(oldest);
  const made = makeSizes(bytes);
  remembered.set(digest, made);
  made.catch(() => remembered.delete(digest));
  return made;
};

const makeSizes = async (bytes: Buffer): Promise<NewPhoto[]> => {
  const { width, height } = await dimensions(bytes);
  const sides = [...new Set(LONG_SIDES.map((side) => Math.min(side, Math.max(width, height))))];
  // The smaller sizes are made from the largest, so that a photograph of 12 megapixels is decoded once.
  const largest = await jpeg(bytes, sides.at(-1) ?? 0);
  return [...(await Promise.all(sides.slice(0, -1).map(async (side) => jpeg(largest[0], side)))), largest];
};

const dimensions = async (bytes: Buffer): Promise<{ width: number; height: number }> => {
  const { width, height } = await sharp(bytes, { failOn: 'error' })
    .metadata()
    .catch(() => {
      throw badRequest('IMAGE_PROCESS_FAILED');
    });
  const ratio = Math.max(width, height) / Math.min(width, height);
  if (width + height > PHOTO_SIDES_LIMIT || ratio > PHOTO_RATIO_LIMIT) throw badRequest('PHOTO_INVALID_DIMENSIONS');
  return { width, height };
};

/** Telegram recompresses every photograph to JPEG, upright and without metadata. */
const jpeg = async (bytes: Buffer, longSide: number): Promise<NewPhoto> => {
  const { data, info } = await sharp(bytes, { failOn: 'error' })
    .rotate()
    .resize(longSide, longSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 87 })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw badRequest('IMAGE_PROCESS_FAILED');
    });
  return [data, { kind: 'photo', mime: 'image/jpeg', width: info.width, height: info.height }];
};

/**
 * Downloads an address that a bot sends. Telegram's own servers do this, so the fake refuses names without a dot, and addresses of this
 * machine or of a local network.
 */
const download = async (kind: FileKind, url: string): Promise<Upload> => {
  const { hostname, pathname } = URL.canParse(url) ? new URL(url) : { hostname: '', pathname: '' };
  if (!hostname.includes('.')) throw badRequest('wrong HTTP URL specified');
  if (/^(127|10|192\.168|169\.254)\./.test(hostname)) throw badRequest('failed to get HTTP URL content');
  const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) }).catch(() => undefined);
  if (!response?.ok) throw badRequest('failed to get HTTP URL content');
  const type = response.headers.get('content-type')?.split(';')[0] ?? 'application/octet-stream';
  if (kind === 'photo' && !type.startsWith('image/')) throw badRequest('wrong type of the web page content');
  const bytes = Buffer.from(await response.arrayBuffer());
  const limit = kind === 'photo' ? PHOTO_BY_URL_LIMIT_BYTES : FILE_BY_URL_LIMIT_BYTES;
  if (bytes.length > limit) throw badRequest('failed to get HTTP URL content');
  return { name: pathname.split('/').at(-1) || 'file', type, bytes };
};
