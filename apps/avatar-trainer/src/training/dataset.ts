import { createWriteStream, openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Avatar, AvatarPhoto } from '@aisha/database/trainer';
import { AppError, classWord } from '@aisha/domain';
import { temporaryFolder } from '@aisha/platform';
import { Trainer } from '@aisha/providers/ports';
import { fromReference, ObjectStore, zipOf, type ZipEntry } from '@aisha/storage';

/** The limit for packing the photographs. It is generous: reading twenty photographs from our own storage takes a second. */
const PACKED_WITHIN_MS = 5 * 60_000;

/**
 * Describes a photo for the trainer: features that the caption leaves out become part of the avatar. The caption has the trigger phrase
 * itself, because only FLUX.1's trainer puts it in the place of `[trigger]`. If there are captions, the style trainer reads nothing else.
 */
const captionOf = ({ trainingType, subject, triggerPhrase }: Avatar): string =>
  trainingType === 'portrait'
    ? `a photo of ${triggerPhrase} ${classWord(subject)}`
    : `in the style of ${triggerPhrase}`;

/** Uploads the photographs to where the provider of the trainers reads them: one zip with a caption beside each photograph. */
@Injectable()
export class Dataset {
  constructor(
    private readonly storage: ObjectStore,
    private readonly trainer: Trainer,
  ) {}

  /**
   * Uploads the archive and resolves to its URL at the provider, which is a secret and never logged. Holds one chunk of one photograph in
   * memory, never the whole archive.
   */
  async upload(
    avatar: Avatar,
    photos: readonly AvatarPhoto[],
    timeIsUp = AbortSignal.timeout(PACKED_WITHIN_MS),
  ): Promise<string> {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'dataset.zip');
    try {
      await this.pack(avatar, photos, file, timeIsUp);
      const blob = await openAsBlob(file, { type: 'application/zip' });
      return await this.trainer.upload(blob, `${avatar.id}.zip`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async pack(
    avatar: Avatar,
    photos: readonly AvatarPhoto[],
    file: string,
    timeIsUp: AbortSignal,
  ): Promise<void> {
    const entries = photos.flatMap((photo, index) => {
      const name = String(index + 1).padStart(2, '0');
      return [
        { name: `${name}.jpg`, open: () => this.open(photo) },
        { name: `${name}.txt`, open: async () => Readable.from([captionOf(avatar)], { objectMode: false }) },
      ];
    });
    try {
      await writeArchive(file, entries, timeIsUp);
    } catch (error) {
      throw timeIsUp.aborted ? new AppError('took-too-long', { cause: error }) : error;
    }
  }

  private async open({ filePath }: AvatarPhoto): Promise<Readable> {
    if (!filePath) throw new AppError('file-missing');
    return this.storage.get(fromReference(filePath));
  }
}

/**
 * Writes the entries one after another into a zip file that only our user may read, with one chunk in memory at a time. Rethrows the first
 * error of an entry unchanged, and the signal's error if it aborts.
 */
export async function writeArchive(file: string, entries: readonly ZipEntry[], signal: AbortSignal): Promise<void> {
  await pipeline(zipOf(entries), createWriteStream(file, { mode: 0o600 }), { signal });
}
