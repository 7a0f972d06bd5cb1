import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import JSZip from 'jszip';
import { LISTING, type Listing, type PackPerson } from '@aisha/contracts/bot-gateway';
import type { UserId } from '@aisha/domain';
import {
  archiveKey,
  fileOf,
  fromReference,
  isMissing,
  ObjectStore,
  personRowsKey,
  type StoredObject,
} from '@aisha/storage';
import type { Calendar } from '../../engine/conversation';
import { archivesOf, MOST_ALONE_BYTES } from '../archives/archive-limits';
import { type ExportLine, filesOf, linesOf } from './export-lines';
import { pageOf } from './export-page';

/** A packed part, and how many parts the export has. */
interface PackedPart {
  readonly parts: number;
  /** How many files are in no part, because they cannot reach the person. */
  readonly tooLarge: number;
  readonly packed: StoredObject;
}

/**
 * Packs an export into ZIPs of a size that Telegram accepts. The first one has the data and its readable page, the others have the files.
 * Contents stream from storage through the ZIP into storage, chunk by chunk, so a large export needs no more memory than a small one
 * (decision 211). A part always has the same key, so a repeated run leaves no second file.
 */
@Injectable()
export class ExportPacker {
  constructor(private readonly objects: ObjectStore) {}

  async pack(job: PackPerson, calendar: Calendar, signal: AbortSignal): Promise<PackedPart> {
    const { userId, exportId, part } = job;
    const { files, tooLarge } = await this.filesFor(job);
    const archives = archivesOf(files);
    const parts = 1 + archives.length;
    const zip = new JSZip();
    if (part === 1) this.addData(zip, job, calendar, parts);
    for (const { file } of (part > 1 && archives[part - 2]) || []) this.addFile(zip, userId, file);
    const content = zip.generateNodeStream({ streamFiles: true, compression: 'STORE' }) as Readable;
    const readable = new Readable().wrap(content);
    const stop = (): void => void readable.destroy(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    const packed = archiveKey(userId, exportId, part);
    try {
      await this.objects.put(packed, readable, { contentType: 'application/zip' });
    } finally {
      signal.removeEventListener('abort', stop);
    }
    return { parts, tooLarge, packed };
  }

  /**
   * The files that can reach the person, and how many cannot: where storage gives out no links, Telegram refuses the archive of a file that
   * is too large.
   */
  private async filesFor(
    job: PackPerson,
  ): Promise<{ readonly files: readonly SizedFile[]; readonly tooLarge: number }> {
    const all = await filesOf(this.objects, job);
    const part = archiveKey(job.userId, job.exportId, 1);
    const isLinked = (await this.objects.link(part, { seconds: 1, fileName: 'part.zip' })) !== null;
    const files = isLinked ? all : all.filter(({ bytes }) => bytes <= MOST_ALONE_BYTES);
    return { files, tooLarge: all.length - files.length };
  }

  /** Removes the lists that the apps wrote. The parts may still have to be sent, and are removed when they are a day old (ForgetArchives). */
  async forgetLists({ userId, exportId }: PackPerson): Promise<void> {
    await this.objects.remove(LISTING.map((listing) => personRowsKey(userId, exportId, listing)));
  }

  /** The export whose part a delivered document is; undefined for any other document. */
  exportOf(userId: UserId, document: string): string | undefined {
    return new RegExp(`^files:archives/${userId}/([0-9a-f-]{36})/\\d+\\.zip$`).exec(document)?.[1];
  }

  private addData(zip: JSZip, job: PackPerson, calendar: Calendar, parts: number): void {
    const linesBy = (listing: Listing) => linesOf(this.objects, job, listing);
    zip.file('index.html', Readable.from(withoutEmpty(pageOf(linesBy, calendar, parts))), { compression: 'DEFLATE' });
    for (const listing of LISTING)
      zip.file(`data/${listing}.json`, Readable.from(withoutEmpty(jsonOf(linesBy(listing)))), {
        compression: 'DEFLATE',
      });
  }

  /** Adds a file, which is opened when its turn comes. A file that its person has deleted meanwhile becomes an empty file. */
  private addFile(zip: JSZip, userId: UserId, reference: string): void {
    const object = fileOf(userId, reference);
    const { objects } = this;
    const content = async function* (): AsyncGenerator<Buffer> {
      try {
        for await (const chunk of await objects.get(object)) yield chunk as Buffer;
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    };
    zip.file(nameOf(userId, reference), Readable.from(content()));
  }
}

interface SizedFile {
  readonly file: string;
  readonly bytes: number;
}

/** Matches the copies of avatars' models in an export. */
const MODELS = /^archives\/([0-9a-f-]{36}\/)?[0-9a-f-]{36}\/models\//;

/** Leaves out empty chunks: pako, which compresses for JSZip, treats an empty chunk as the end and drops everything after it. */
async function* withoutEmpty(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) if (chunk.length > 0) yield chunk;
}

/** The path of a file in the archive: `files/pictures/<order>/1.jpg`. */
export const nameOf = (userId: UserId, reference: string): string =>
  `files/${fromReference(reference).key.replace(`/${userId}/`, '/').replace(MODELS, 'loras/')}`;

/** The rows of one app as one JSON object, with a list for each table. */
async function* jsonOf(lines: AsyncIterable<ExportLine>): AsyncGenerator<Buffer> {
  let table: string | undefined;
  yield Buffer.from('{');
  for await (const line of lines) {
    if ('file' in line) continue;
    const isNew = line.table !== table;
    yield Buffer.from(`${isNew ? `${table === undefined ? '' : '],'}\n"${line.table}":[` : ','}\n${line.json}`);
    table = line.table;
  }
  yield Buffer.from(table === undefined ? '}\n' : ']\n}\n');
}
