import { randomUUID } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import JSZip from 'jszip';
import type { Avatar, AvatarPhoto } from '@aisha/database/trainer';
import { AppError, CLASS_WORDS } from '@aisha/domain';
import { FalFiles, FalQueue } from '@aisha/providers/fal';
import { fromReference, ObjectStore } from '@aisha/storage';

/** Long enough for FAL's queue on a bad day; photographs of people stay at FAL no longer than they must. */
const KEPT_AT_FAL_SECONDS = 24 * 60 * 60;

/** Twenty photographs from our own storage take a second. */
const PACKED_WITHIN_MS = 5 * 60_000;

/**
 * What a photo shows, for the trainer: everything that is not said here becomes a part of the avatar. For a portrait FAL
 * puts its trigger phrase in the place of `[trigger]`; with captions given, the style trainer reads nothing else.
 */
export const captionOf = ({ trainingType, subject, triggerPhrase }: Avatar): string =>
  trainingType === 'portrait' ? `a photo of [trigger] ${CLASS_WORDS[subject]}` : `in the style of ${triggerPhrase}`;

/** The photographs as the trainers want them: one zip with a caption beside each, where FAL can read it. */
@Injectable()
export class Dataset {
  constructor(
    private readonly storage: ObjectStore,
    private readonly fal: FalQueue,
    private readonly files: FalFiles,
  ) {}

  /** Whether FAL still has what was uploaded. No training waits as long as it is kept, so that what answers now lasts. */
  isThere(url: string): Promise<boolean> {
    return this.files.isThere(url);
  }

  /** Answers the archive's URL at FAL: secret, never logged. One photograph at a time is in memory, the archive never is. */
  async upload(avatar: Avatar, photos: readonly AvatarPhoto[]): Promise<string> {
    const file = path.join(tmpdir(), `aisha-dataset-${randomUUID()}.zip`);
    try {
      await this.pack(avatar, photos, file);
      const blob = await openAsBlob(file, { type: 'application/zip' });
      return await this.fal.upload(blob, `${avatar.id}.zip`, KEPT_AT_FAL_SECONDS);
    } finally {
      await rm(file, { force: true });
    }
  }

  /** JSZip forgets the error of a stream that it has just paused and waits for it for ever: whoever reads it says so here. */
  private async pack(avatar: Avatar, photos: readonly AvatarPhoto[], file: string): Promise<void> {
    const broken = new AbortController();
    const signal = AbortSignal.any([broken.signal, AbortSignal.timeout(PACKED_WITHIN_MS)]);
    const archive = this.archive(avatar, photos, (error) => broken.abort(error));
    try {
      await pipeline(archive, createWriteStream(file, { mode: 0o600 }), { signal });
    } catch (error) {
      if (broken.signal.aborted) throw broken.signal.reason;
      throw signal.aborted ? new AppError('took-too-long', { cause: error }) : error;
    }
  }

  private archive(
    avatar: Avatar,
    photos: readonly AvatarPhoto[],
    onBroken: (error: unknown) => void,
  ): NodeJS.ReadableStream {
    const zip = new JSZip();
    for (const [index, photo] of photos.entries()) {
      const name = String(index + 1).padStart(2, '0');
      // Opened when its turn comes: twenty open downloads would time out waiting for each other.
      zip.file(`${name}.jpg`, Readable.from(this.bytesOf(photo, onBroken), { objectMode: false }));
      zip.file(`${name}.txt`, captionOf(avatar));
    }
    return zip.generateNodeStream({ streamFiles: true, compression: 'STORE' }); // JPEG does not get smaller
  }

  private async *bytesOf({ filePath }: AvatarPhoto, onBroken: (error: unknown) => void): AsyncGenerator<Buffer> {
    try {
      if (!filePath) throw new AppError('file-missing');
      yield* (await this.storage.get(fromReference(filePath))) as AsyncIterable<Buffer>;
    } catch (error) {
      onBroken(error);
      throw error;
    }
  }
}
