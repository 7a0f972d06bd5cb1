import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { badRequest } from '../wire/api-error';
import type { Counters, Journal, Table } from './journal';
import type { ScaledClock } from './scaled-clock';

export type FileKind = 'photo' | 'document' | 'audio' | 'voice' | 'video' | 'video_note';

/** A stored file; each size of a photograph is a file of its own. */
export interface StoredFile {
  file_id: string;
  file_unique_id: string;
  kind: FileKind;
  size: number;
  mime: string;
  name?: string;
  /** The place of the bytes, which is also their name for getFile. */
  path: string;
  width?: number;
  height?: number;
  duration?: number;
  title?: string;
  performer?: string;
  /** The files of all sizes of the same photograph, from small to large. */
  sizes?: string[];
  /** Unix seconds until which the download address works; set by getFile. */
  downloadableUntil?: number;
}

/** How a local Bot API server (`--local`) hands files out. */
export type LocalServer = 'shared-folder' | 'web-server';

/** The folder of its files unless another is given. */
const LOCAL_FOLDER = '/var/lib/telegram-bot-api';

export type NewFile = Pick<StoredFile, 'kind' | 'mime'> &
  Partial<Pick<StoredFile, 'name' | 'width' | 'height' | 'duration' | 'title' | 'performer'>>;

const DOWNLOAD_LIMIT_BYTES = 20 * 2 ** 20;
const LINK_LIFETIME_SECONDS = 3600;
/** Prefixes by which people recognise Telegram's file ids. */
const ID_PREFIX: Readonly<Record<FileKind, string>> = {
  photo: 'AgACAgI',
  document: 'BQACAgI',
  audio: 'CQACAgI',
  voice: 'AwACAgI',
  video: 'BAACAgI',
  video_note: 'DQACAgI',
};
const FOLDER: Readonly<Record<FileKind, string>> = {
  photo: 'photos',
  document: 'documents',
  audio: 'music',
  voice: 'voice',
  video: 'videos',
  video_note: 'video_notes',
};

/** Keeps files that the bot or a person sent, and hands them out by file id. */
export class Files {
  private readonly records: Table<StoredFile>;
  private readonly memory = new Map<string, Buffer>();

  constructor(
    journal: Journal,
    private readonly counters: Counters,
    private readonly clock: ScaledClock,
    private readonly folder?: string,
    private readonly local?: LocalServer,
  ) {
    this.records = journal.table('files');
  }

  async save(bytes: Buffer, file: NewFile): Promise<StoredFile> {
    const number = this.counters.next('file', 1);
    const extension = path.extname(file.name ?? '') || EXTENSION[file.mime] || '';
    const place = `${FOLDER[file.kind]}/file_${number}${extension.replace(/[^\w.]/g, '')}`;
    await this.write(place, bytes);
    return this.records.put(`${ID_PREFIX[file.kind]}${encode(`file-${number}`)}`, {
      ...file,
      file_id: `${ID_PREFIX[file.kind]}${encode(`file-${number}`)}`,
      file_unique_id: `AQAD${encode(`unique-${number}`)}`,
      size: bytes.length,
      path: place,
    });
  }

  update(file: StoredFile): void {
    this.records.put(file.file_id, file);
  }

  find(fileId: string): StoredFile | undefined {
    return this.records.get(fileId);
  }

  async bytes(file: StoredFile): Promise<Buffer> {
    if (!this.folder) return this.memory.get(file.path) ?? Buffer.alloc(0);
    return readFile(path.join(this.folder, file.path));
  }

  /** getFile: opens the download address for an hour. */
  openDownload(fileId: string): StoredFile {
    if (fileId === '') throw badRequest('file_id not specified');
    const file = this.find(fileId);
    if (!file) throw badRequest('invalid file_id');
    if (!this.local && file.size > DOWNLOAD_LIMIT_BYTES) throw badRequest('file is too big');
    return this.records.put(fileId, { ...file, downloadableUntil: this.clock.seconds() + LINK_LIFETIME_SECONDS });
  }

  /** The path in getFile's answer: a local server gives the place on its disk. */
  pathOf({ path: place }: StoredFile): string {
    return this.local ? path.resolve(this.folder ?? LOCAL_FOLDER, place) : place;
  }

  /** The file at a download address. The open-source server serves no files with `--local`; a web server in front of it does. */
  findDownload(asked: string): StoredFile | undefined {
    if (this.local === 'shared-folder') return undefined;
    const place = this.local ? path.relative(this.folder ?? LOCAL_FOLDER, `/${asked}`) : asked;
    const now = this.clock.seconds();
    return this.records.values().find((file) => file.path === place && (file.downloadableUntil ?? 0) > now);
  }

  private async write(place: string, bytes: Buffer): Promise<void> {
    if (!this.folder) {
      this.memory.set(place, bytes);
      return;
    }
    const target = path.join(this.folder, place);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

const encode = (text: string): string => Buffer.from(text).toString('base64url');

const EXTENSION: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'audio/ogg': '.oga',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'audio/webm': '.webm',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
  'video/quicktime': '.mov',
  'text/plain': '.txt',
  'application/pdf': '.pdf',
  'application/zip': '.zip',
};
