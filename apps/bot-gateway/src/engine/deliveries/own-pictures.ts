import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger } from '@aisha/platform';
import { EngineConfig } from '../settings/engine.config';

const FOLDER = path.join(__dirname, '../../pictures');
const OWN = /^own:([a-z][a-z0-9-]*)$/;

/** The reference by which a screen names a picture of `src/pictures/`. Such a picture comes with the bot and belongs to no person. */
export const ownPicture = (name: string): string => `own:${name}`;

export const isOwnPicture = (reference: string): boolean => OWN.test(reference);

/**
 * Reads the owner's picture of this name, or else the picture that comes with the bot. Undefined for a reference to a stored file, and for
 * a picture that this release does not have.
 */
export async function readOwnPicture(
  reference: string,
  ownersFolder?: string,
): Promise<{ source: Buffer; filename: string } | undefined> {
  const filename = OWN.exec(reference)?.[1]?.concat('.jpg');
  if (!filename) return undefined;
  const read = (folder: string) => readFile(path.join(folder, filename)).catch(() => undefined);
  const source = (ownersFolder !== undefined && (await read(ownersFolder))) || (await read(FOLDER));
  return source && { source, filename };
}

/**
 * Warns at the start when the owner's folder cannot be read. Otherwise people would see the bot's pictures instead, and nobody would know
 * why.
 */
@Injectable()
export class OwnersFolder implements OnApplicationBootstrap {
  constructor(
    private readonly config: EngineConfig,
    private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { PICTURES_FOLDER: folder } = this.config;
    if (!folder) return;
    await readdir(folder).catch(({ code }: NodeJS.ErrnoException) =>
      this.log.warn('pictures-folder.unreadable', { folder, code }),
    );
  }
}
