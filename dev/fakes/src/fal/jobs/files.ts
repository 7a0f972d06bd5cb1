import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { appendFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Journal } from './journal';

export interface StoredFile {
  /** The path below the CDN's root, never guessable. */
  readonly key: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly uploadToken: string;
  readonly sizeBytes: number | null;
  /** The end of the file's life in epoch milliseconds; null: the file never expires. */
  readonly expiresAt: number | null;
  /** The webhook of the job that made the file, by which a fault finds the files of one job. Null for uploads. */
  readonly madeFor: string | null;
}

/** The `File` object of every FAL answer. */
export interface FileReference {
  readonly url: string;
  readonly content_type: string;
  readonly file_name: string;
  readonly file_size: number;
}

/** FAL's CDN: each file is public to all who know its URL, until the file expires. */
export class FileStore {
  private readonly journal: Journal<StoredFile>;
  private readonly partTags = new Map<string, Map<number, string>>();

  constructor(
    private readonly directory: string,
    private readonly cdnUrl: () => string,
    private readonly now: () => number,
  ) {
    this.journal = new Journal(join(directory, 'files.jsonl'));
  }

  urlOf(file: StoredFile): string {
    return `${this.cdnUrl()}/${file.key}`;
  }

  /** Announces an upload; the file answers 404 until its bytes are there. */
  reserve(
    fileName: string,
    contentType: string,
    lifeSeconds: number | null,
    madeFor: string | null = null,
  ): StoredFile {
    const file: StoredFile = {
      key: `files/${randomBytes(4).toString('hex')}/${randomBytes(16).toString('base64url')}_${fileName.replace(/[^\w.-]+/g, '_')}`,
      fileName,
      contentType,
      uploadToken: randomBytes(24).toString('base64url'),
      sizeBytes: null,
      expiresAt: lifeSeconds === null ? null : this.now() + lifeSeconds * 1_000,
      madeFor,
    };
    this.journal.put(file.key, file);
    return file;
  }

  /** Stores a file that a job made, for this many seconds; null: for ever. */
  async put(
    fileName: string,
    contentType: string,
    bytes: Buffer,
    { lifeSeconds, webhookUrl = null }: { readonly lifeSeconds: number | null; readonly webhookUrl?: string | null },
  ): Promise<FileReference> {
    const file = this.reserve(fileName, contentType, lifeSeconds, webhookUrl);
    await mkdir(this.bytesDirectory, { recursive: true });
    await writeFile(this.pathOf(file), bytes);
    this.journal.put(file.key, { ...file, sizeBytes: bytes.length });
    return { url: this.urlOf(file), content_type: contentType, file_name: fileName, file_size: bytes.length };
  }

  async receive(file: StoredFile, body: Readable): Promise<void> {
    await mkdir(this.bytesDirectory, { recursive: true });
    await pipeline(body, createWriteStream(this.pathOf(file)));
    await this.complete(file);
  }

  /** Stores a part of an upload. @returns the part's tag, which the completion must repeat. */
  async receivePart(file: StoredFile, part: number, body: Readable): Promise<string> {
    await mkdir(this.bytesDirectory, { recursive: true });
    const path = this.partPathOf(file, part);
    await pipeline(body, createWriteStream(path));
    const etag = `"${createHash('md5')
      .update(await readFile(path))
      .digest('hex')}"`;
    const tags = this.partTags.get(file.key) ?? new Map<number, string>();
    this.partTags.set(file.key, tags.set(part, etag));
    return etag;
  }

  /**
   * Joins the parts in the given order. @returns false when there is no part, or when the tag of a part is not the one that was returned
   * for it.
   */
  async completeParts(
    file: StoredFile,
    parts: readonly { readonly partNumber: number; readonly etag: string }[],
  ): Promise<boolean> {
    const tags = this.partTags.get(file.key);
    if (parts.length === 0 || parts.some(({ partNumber, etag }) => tags?.get(partNumber) !== etag)) return false;
    await writeFile(this.pathOf(file), '');
    for (const { partNumber } of parts) {
      const path = this.partPathOf(file, partNumber);
      await appendFile(this.pathOf(file), await readFile(path));
      await rm(path);
    }
    this.partTags.delete(file.key);
    await this.complete(file);
    return true;
  }

  /** Brings the end of every file's life nearer. */
  timePasses(ms: number): void {
    for (const file of [...this.journal.rows.values()])
      if (file.expiresAt !== null) this.journal.put(file.key, { ...file, expiresAt: file.expiresAt - ms });
  }

  find(key: string): StoredFile | undefined {
    return this.journal.rows.get(key);
  }

  /** The bytes, or undefined when the file never arrived or has expired. */
  async read(key: string): Promise<{ file: StoredFile; bytes: Buffer } | undefined> {
    const file = this.journal.rows.get(key);
    if (!file || file.sizeBytes === null) return undefined;
    if (file.expiresAt !== null && file.expiresAt <= this.now()) return undefined;
    return { file, bytes: await readFile(this.pathOf(file)) };
  }

  /** Makes a URL answer 404 from now on. @returns false when it is not ours. */
  expire(url: string): boolean {
    const file = this.journal.rows.get(url.replace(`${this.cdnUrl()}/`, ''));
    if (file) this.journal.put(file.key, { ...file, expiresAt: 0 });
    return file !== undefined;
  }

  /** The addresses of our files in an answer. */
  urlsIn(text: string): string[] {
    return [...this.journal.rows.values()].map((file) => this.urlOf(file)).filter((url) => text.includes(url));
  }

  /** Makes a URL answer 404 from now on, and removes the bytes. */
  async remove(url: string): Promise<void> {
    const file = this.journal.rows.get(url.replace(`${this.cdnUrl()}/`, ''));
    if (!file) return;
    this.expire(url);
    await rm(this.pathOf(file), { force: true });
  }

  expireAll(): void {
    for (const file of this.journal.rows.values()) this.journal.put(file.key, { ...file, expiresAt: 0 });
  }

  private async complete(file: StoredFile): Promise<void> {
    const { size } = await stat(this.pathOf(file));
    this.journal.put(file.key, { ...file, sizeBytes: size });
  }

  private get bytesDirectory(): string {
    return join(this.directory, 'files');
  }

  private pathOf(file: StoredFile): string {
    return join(this.bytesDirectory, createHash('sha256').update(file.key).digest('hex'));
  }

  private partPathOf(file: StoredFile, part: number): string {
    return `${this.pathOf(file)}.${part}`;
  }
}
