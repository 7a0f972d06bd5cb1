import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import type { KnownMigration } from '@aisha/database';
import { Refusal } from './refusal.mts';

/** The content of a file, to be compared before anything is restored from it. */
export interface Checksum {
  readonly bytes: number;
  readonly sha256: string;
}

export interface TableInBackup extends Checksum {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

export interface SequenceInBackup {
  readonly name: string;
  /** The number given last; null when none was. */
  readonly last: string | null;
}

/** The facts about a backup; written last, so a folder without them holds none. */
export interface Manifest {
  readonly format: 1;
  readonly release: string;
  /** When the rows had the state that the backup holds. */
  readonly takenAt: string;
  readonly postgres: string;
  readonly migrations: readonly KnownMigration[];
  readonly tables: readonly TableInBackup[];
  readonly sequences: readonly SequenceInBackup[];
  readonly objects: Checksum & { readonly count: number; readonly bytesStored: number };
}

const MANIFEST = 'backup.json';
/** The list of the stored objects; its lines are `StoredInBackup`. */
export const OBJECTS = 'objects.jsonl';
/** The backup holds photographs of people, so only its owner may open it. */
const OURS_ALONE = { file: 0o600, folder: 0o700 };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A folder with one backup. Nothing in it has its name before it is whole and on the disk. */
export class BackupFolder {
  private readonly root: string;

  constructor(root: string) {
    this.root = path.resolve(root);
  }

  /** Makes it; refuses if anything is in it. */
  async begin(): Promise<void> {
    await mkdir(this.root, { recursive: true, mode: OURS_ALONE.folder });
    if ((await readdir(this.root)).length > 0) throw new Refusal(`${this.root}: must be a new or an empty folder`);
  }

  async write(name: string, content: AsyncIterable<string | Buffer>): Promise<Checksum> {
    const file = this.pathOf(name);
    await mkdir(path.dirname(file), { recursive: true, mode: OURS_ALONE.folder });
    const hash = createHash('sha256');
    let bytes = 0;
    const output = createWriteStream(`${file}.unfinished`, { mode: OURS_ALONE.file, flush: true });
    await pipeline(
      content,
      async function* (chunks: AsyncIterable<string | Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          bytes += Buffer.byteLength(chunk);
          yield chunk;
        }
      },
      output,
    );
    await rename(`${file}.unfinished`, file);
    return { bytes, sha256: hash.digest('hex') };
  }

  async remove(name: string): Promise<void> {
    await rm(this.pathOf(name));
  }

  async finish(manifest: Manifest): Promise<void> {
    const text = JSON.stringify({ ...manifest, sha256: sha256(JSON.stringify(manifest)) }, null, 2);
    await this.write(MANIFEST, lines([text]));
    for (const folder of [this.root, path.dirname(this.root)]) await syncFolder(folder);
  }

  /** Refuses when the backup was cut off, is damaged or of a form that is not known. */
  async manifest(): Promise<Manifest> {
    const text = await readFile(this.pathOf(MANIFEST), 'utf8').catch(() => {
      throw new Refusal(`${this.root}: holds no finished backup: ${MANIFEST}, which is written last, is not there`);
    });
    let told: (Manifest & { sha256: string }) | undefined;
    try {
      told = JSON.parse(text) as Manifest & { sha256: string };
    } catch {
      throw new Refusal(`${MANIFEST}: is damaged`);
    }
    const { sha256: expected, ...manifest } = told;
    if (expected !== sha256(JSON.stringify(manifest))) throw new Refusal(`${MANIFEST}: is damaged`);
    if (manifest.format !== 1)
      throw new Refusal(`${MANIFEST}: was written by a newer release (${manifest.release}); use that one`);
    return manifest;
  }

  /** Refuses when a file is not there or not what it was. */
  async verify(name: string, expected: Checksum): Promise<void> {
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of this.read(name) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.length;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new Refusal(`${name}: is missing from the backup`);
    }
    if (bytes !== expected.bytes || hash.digest('hex') !== expected.sha256) {
      throw new Refusal(`${name}: is damaged, its checksum differs`);
    }
  }

  read(name: string) {
    return createReadStream(this.pathOf(name));
  }

  async *linesOf<Line>(name: string): AsyncGenerator<Line> {
    const file = this.read(name);
    await once(file, 'open');
    for await (const line of createInterface({ input: file, crlfDelay: Infinity })) yield JSON.parse(line) as Line;
  }

  private pathOf(name: string): string {
    return path.join(this.root, name);
  }
}

/** Each text as a line. */
export async function* lines(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  for await (const text of texts) yield `${text}\n`;
}

/** A name in a folder is on the disk once the folder is. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};
