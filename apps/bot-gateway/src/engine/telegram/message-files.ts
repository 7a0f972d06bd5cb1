import path from 'node:path';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AppError, RETENTION_MS, type UserId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { fileOf, isMissing, ObjectStore, shownTo, type StoredObject } from '@aisha/storage';
import type { Content, NamedFile } from '../deliveries/content';
import { isOwnPicture, OwnPictures } from '../deliveries/own-pictures';
import { filesOfSheet } from '../deliveries/sheet';
import { drawnSheet } from './drawn-sheet';
import { PicturesAhead } from './pictures-ahead';

/** A file as telegraf uploads it. */
export interface UploadedFile {
  readonly source: Buffer;
  readonly filename: string;
}

/** The largest file that Telegram's cloud takes (telegram.md §6). */
const UPLOAD_BYTES = 50 * 1024 * 1024;
/**
 * How long a link to a file is valid: a day, as long as an archive is kept. A person may read a message late, and a press in the gallery
 * makes a new link.
 */
const LINK_SECONDS = RETENTION_MS.archive / 1000;

/** The files of messages: read from storage, drawn, streamed, or linked to when they are too large for Telegram. */
@Injectable()
export class MessageFiles {
  private readonly ahead: PicturesAhead;

  constructor(
    private readonly store: ObjectStore,
    private readonly log: Logger,
    private readonly own: OwnPictures,
  ) {
    this.ahead = new PicturesAhead(store);
  }

  /** Begins to read the stored pictures of a content that is to be sent soon. */
  expect(userId: UserId, content: Content): void {
    for (const picture of picturesOf(content)) this.ahead.read(shownTo(userId, picture));
  }

  /**
   * The files of the pictures that are still there. A person may delete one while its album waits, and gets the others. Those that
   * are not there are added to `gone`. Throws `file-missing` when none is there.
   */
  async there(userId: UserId, pictures: readonly string[], gone: Set<string>): Promise<UploadedFile[]> {
    let missing: unknown;
    const found = await Promise.all(
      pictures.map((picture) =>
        this.file(userId, picture).catch((error: unknown) => {
          if (!isMissing(error)) throw error;
          gone.add(picture);
          missing = error;
          return [];
        }),
      ),
    );
    const there = found.flat();
    if (there.length === 0) throw missing;
    if (gone.size > 0) this.log.warn('delivery.pictures-gone', { pictures: pictures.length, there: there.length });
    return there;
  }

  /**
   * Reads a picture of the bot's own, a drawn sheet or a stored file into memory as a whole. A stream that breaks off inside telegraf would
   * leave the request hanging; a whole file can be read again by a retry.
   */
  async file(userId: UserId, reference: string, filename?: string): Promise<UploadedFile> {
    const own = await this.own.read(reference);
    if (own) return own;
    const files = filesOfSheet(reference);
    if (files) return { source: await drawnSheet(this.pictures(userId, files)), filename: 'pictures.jpg' };
    const object = shownTo(userId, reference);
    const source = (await this.ahead.take(object)) ?? (await this.store.getBuffer(object, { maxBytes: UPLOAD_BYTES }));
    return { source, filename: filename ?? path.posix.basename(object.key) };
  }

  /**
   * A link to a file that is too large for Telegram; undefined when Telegram takes the file. The link is made now and opens only this file.
   * Throws `file-too-large` where people cannot reach the storage.
   */
  async linkTo(userId: UserId, { document, fileName }: NamedFile): Promise<string | undefined> {
    const object = fileOf(userId, document);
    const { size } = await this.store.head(object);
    if (size <= UPLOAD_BYTES) return undefined;
    const url = await this.store.link(object, { seconds: LINK_SECONDS, fileName });
    if (url === null) throw new AppError('file-too-large', { facts: { maxBytes: UPLOAD_BYTES } });
    return url;
  }

  /**
   * Sends a file as a stream, because an archive is as large as Telegram takes, and a process sends many at once. The stream is read when
   * the call has its turn. If the file breaks off, the request is aborted, because telegraf would leave it hanging.
   */
  async streamed<T>(
    userId: UserId,
    { document, fileName }: NamedFile,
    send: (file: { readonly source: Readable; readonly filename: string }, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const source = Readable.from(contentOf(this.store, fileOf(userId, document)), { objectMode: false });
    const request = new AbortController();
    let broken: { readonly cause: unknown } | undefined;
    source.on('error', (cause) => {
      broken ??= { cause };
      request.abort();
    });
    try {
      return await send({ source, filename: fileName }, request.signal);
    } catch (error) {
      throw broken ? broken.cause : error;
    } finally {
      source.destroy();
    }
  }

  /** Reads the pictures of a sheet one after another; null for one that is gone. */
  private async *pictures(userId: UserId, files: readonly (string | null)[]): AsyncGenerator<Buffer | null> {
    for (const file of files) {
      if (file === null) yield null;
      else {
        const content = this.store.getBuffer(shownTo(userId, file), { maxBytes: UPLOAD_BYTES });
        yield await content.catch((error: unknown) => {
          if (isMissing(error)) return null;
          throw error;
        });
      }
    }
  }
}

/** Streams an object, which is opened only when the stream is first read. */
async function* contentOf(store: ObjectStore, object: StoredObject): AsyncGenerator<Buffer> {
  yield* (await store.get(object)) as AsyncIterable<Buffer>;
}

/** The stored pictures that a content shows. */
const picturesOf = (content: Content): readonly string[] => {
  const shown =
    content.kind === 'album' ? content.pictures : 'photo' in content && content.photo ? [content.photo] : [];
  return shown.filter((reference) => !isOwnPicture(reference) && filesOfSheet(reference) === undefined);
};
