import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Avatar, AvatarPhoto } from '@aisha/database/trainer';
import { AppError, classWord, RETENTION_MS } from '@aisha/domain';
import { temporaryFolder } from '@aisha/platform';
import { FalFiles } from '@aisha/providers/fal';
import { RemoteQueue } from '@aisha/providers/ports';
import { fromReference, ObjectStore } from '@aisha/storage';
import { writeArchive } from './archive';

/** Long enough for FAL's queue on a bad day; photographs of people stay at FAL no longer than they must. */
const KEPT_AT_FAL_SECONDS = RETENTION_MS.copyAtFal / 1000;

/** Twenty photographs from our own storage take a second. */
const PACKED_WITHIN_MS = 5 * 60_000;

/**
 * Describes a photo for the trainer: whatever the caption leaves out becomes part of the avatar. For a portrait FAL replaces
 * `[trigger]` by the trigger phrase. If there are captions, the style trainer reads nothing else.
 */
export const captionOf = ({ trainingType, subject, triggerPhrase }: Avatar): string =>
  trainingType === 'portrait' ? `a photo of [trigger] ${classWord(subject)}` : `in the style of ${triggerPhrase}`;

/** Uploads the photographs for the trainers: one zip with a caption beside each photograph, where FAL can read it. */
@Injectable()
export class Dataset {
  constructor(
    private readonly storage: ObjectStore,
    private readonly fal: RemoteQueue,
    private readonly files: FalFiles,
  ) {}

  /** Whether FAL still has the upload. FAL keeps it longer than any training waits, so an archive that answers now lasts. */
  isThere(url: string): Promise<boolean> {
    return this.files.isThere(url);
  }

  /** Resolves to the archive's URL at FAL: secret, never logged. Holds one chunk of one photograph in memory, never the archive. */
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
      return await this.fal.upload(blob, `${avatar.id}.zip`, KEPT_AT_FAL_SECONDS);
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
