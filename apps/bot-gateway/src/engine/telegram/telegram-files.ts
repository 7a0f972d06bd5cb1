import { open, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Optional, Injectable } from '@nestjs/common';
import { AppError, MAX_FILE_BYTES } from '@aisha/domain';
import { TelegramRefusal, TelegramApi } from './telegram-api';
import { LargeFilesConfig } from './large-files.config';

/** The limits for fetching a file: its size, and how long the fetch may take. */
interface Wanted {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** How long an ordinary download may take. After 60 s the connection is too slow, and the next attempt may have a better one. */
const DOWNLOAD_MS = 60_000;
/**
 * How long the download of a large file may take: enough for 2 GB at 4 MB a second. A local server first fetches the whole file from
 * Telegram, and only then answers getFile.
 */
const LARGE_MS = 10 * 60_000;

/** Fetches files from Telegram's server: over HTTP, or from a folder that a local server shares with us (`--local`, telegram.md §6). */
@Injectable()
export class TelegramFiles {
  constructor(
    private readonly api: TelegramApi,
    @Optional() private readonly settings?: LargeFilesConfig,
  ) {}

  /**
   * Streams a file into `keep`. Resolves to false when the file can never be fetched, because it is larger than `maxBytes`, larger than
   * Telegram hands out, or gone.
   */
  async take(fileId: string, wanted: Wanted, keep: (content: Readable) => Promise<void>): Promise<boolean> {
    const place = await this.placeOf(fileId, wanted);
    if (place === undefined) return false;
    const folder = this.settings?.TELEGRAM_FILES_FOLDER;
    if (!place.startsWith('/') || folder === undefined) {
      await keep(await this.download(place.replace(/^\/+/, ''), wanted));
      return true;
    }
    return this.read(place, folder, wanted, keep);
  }

  private async placeOf(fileId: string, { maxBytes, signal }: Wanted): Promise<string | undefined> {
    const options = { signal, ...(maxBytes > MAX_FILE_BYTES && { timeoutMs: LARGE_MS }) };
    try {
      const file = await this.api.call<{ file_path?: string; file_size?: number }>(
        'getFile',
        { file_id: fileId },
        options,
      );
      return (file.file_size ?? 0) > maxBytes ? undefined : file.file_path;
    } catch (error) {
      if (!(error instanceof TelegramRefusal) || error.status !== 400) throw error;
      // Telegram has one sentence for a wrong id and for a file that it cannot reach just now (telegram.md §2).
      if (!error.description.includes('temporarily unavailable')) return undefined;
      throw new AppError('telegram-unreachable', { facts: { method: 'getFile', status: 400 } });
    }
  }

  private async download(filePath: string, { maxBytes, signal }: Wanted): Promise<Readable> {
    const timeout = AbortSignal.timeout(maxBytes > MAX_FILE_BYTES ? LARGE_MS : DOWNLOAD_MS);
    const response = await fetch(this.api.fileUrl(filePath), {
      signal: AbortSignal.any([signal, timeout]),
      redirect: 'error',
    }).catch(() => {
      // The error is thrown without its cause, whose message may contain the URL, and the URL contains the token.
      throw new AppError('telegram-unreachable', { facts: { method: 'download' } });
    });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new AppError('telegram-unreachable', { facts: { method: 'download', status: response.status } });
    }
    const body = response.body as unknown as AsyncIterable<Uint8Array>;
    return Readable.from(checked(body, maxBytes, response.headers.get('content-length')));
  }

  /**
   * Reads a file of the shared folder and then removes it, because the server never does. When the file is requested again, the server
   * fetches it anew.
   */
  private async read(
    place: string,
    folder: string,
    { maxBytes, signal }: Wanted,
    keep: (content: Readable) => Promise<void>,
  ): Promise<boolean> {
    const file = await within(folder, place);
    const handle = await open(file).catch(unreadable);
    try {
      const { size } = await handle.stat();
      if (size > maxBytes) return false;
      const content = handle.createReadStream({ autoClose: false, signal });
      await keep(Readable.from(checked(content, maxBytes, String(size))));
    } finally {
      await handle.close();
    }
    await rm(file, { force: true }).catch(() => undefined); // if the folder is mounted read-only, its operator removes files
    return true;
  }
}

/** Throws an error without the path, because the folder's name contains the token. */
const unreadable = (): never => {
  throw new AppError('telegram-unreachable', { facts: { method: 'read' } });
};

/** Resolves a path below the server's folder; throws for a path that leads out of the folder or to nothing. */
async function within(folder: string, place: string): Promise<string> {
  const [root, file] = await Promise.all([realpath(folder), realpath(place)]).catch(unreadable);
  const inside = path.relative(root, file);
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? unreadable() : file;
}

/** Streams the bytes. Fails with a named error if there are more bytes than allowed, or not as many as announced. */
async function* checked(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  announced: string | null,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const cut = () => new AppError('telegram-unreachable', { facts: { method: 'download', reason: 'cut', bytes } });
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new AppError('file-too-large');
      yield chunk;
    }
  } catch (error) {
    throw error instanceof AppError ? error : cut();
  }
  if (announced !== null && bytes !== Number(announced)) throw cut();
}
