import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger } from '@aisha/platform';
import { EngineConfig } from '../settings/engine.config';

const OWN = /^own:([a-z][a-z0-9-]*)$/;

/** The reference by which a screen names a picture that comes with the bot and belongs to no person. */
export const ownPicture = (name: string): string => `own:${name}`;

export const isOwnPicture = (reference: string): boolean => OWN.test(reference);

/** The folder of the pictures that come with the bot: each is a JPEG by its name. */
export abstract class PicturesFolder {
  abstract readonly path: string;
}

/** The pictures that come with the bot, or the owner's in their place. */
@Injectable()
export class OwnPictures implements OnApplicationBootstrap {
  constructor(
    private readonly folder: PicturesFolder,
    private readonly config: EngineConfig,
    private readonly log: Logger,
  ) {}

  /**
   * Warns at the start when the owner's folder cannot be read. Otherwise people would see the bot's pictures instead, and nobody would know
   * why.
   */
  async onApplicationBootstrap(): Promise<void> {
    const { PICTURES_FOLDER: folder } = this.config;
    if (!folder) return;
    await readdir(folder).catch(({ code }: NodeJS.ErrnoException) =>
      this.log.warn('pictures-folder.unreadable', { folder, code }),
    );
  }

  /**
   * Reads the owner's picture of this name, or else the picture that comes with the bot. Undefined for a reference to a stored file, and for
   * a picture that this release does not have.
   */
  async read(reference: string): Promise<{ source: Buffer; filename: string } | undefined> {
    const filename = OWN.exec(reference)?.[1]?.concat('.jpg');
    if (!filename) return undefined;
    const from = (folder: string) => readFile(path.join(folder, filename)).catch(() => undefined);
    const { PICTURES_FOLDER: owners } = this.config;
    const source = (owners && (await from(owners))) || (await from(this.folder.path));
    return source && { source, filename };
  }
}
