import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Attack } from './attack.mts';

const FOLDER = path.join(import.meta.dirname, 'attacks');

interface NamedAttack extends Attack {
  readonly name: string;
}

/** Lists every attack by name; a new file in `attacks/` is listed without further steps. */
export const listAttacks = (): Promise<NamedAttack[]> =>
  Promise.all(
    readdirSync(FOLDER)
      .sort()
      .map(async (file) => {
        const { attack } = (await import(pathToFileURL(path.join(FOLDER, file)).href)) as { attack: Attack };
        return { ...attack, name: path.basename(file, '.mts') };
      }),
  );
