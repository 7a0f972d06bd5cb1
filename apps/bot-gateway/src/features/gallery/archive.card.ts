import { defineCard } from '../../engine/cards/card';
import { toMenu } from '../../engine/conversation';
import { openGallery } from './gallery.callbacks';
import { galleryTexts } from '@aisha/words';

/** How far a person's archives are; they have one set at a time. JSON. */
export interface ArchiveState {
  readonly archiveId: string;
  readonly total: number;
  readonly packed: number;
  readonly archives: number;
  /** Archives that Telegram took in no form. Since 2026-11-22; absent: none. */
  readonly refused?: number;
  /** Null while it goes on. */
  readonly outcome: 'packed' | 'failed' | null;
  /** The moment it came so far. */
  readonly at: string;
}

/** Longer than all attempts at one archive: a set that is silent for so long no longer holds up another. */
const SILENT_MS = 30 * 60_000;

export const isUnderWay = ({ outcome, at }: ArchiveState, now: Date): boolean =>
  outcome === null && now.getTime() - Date.parse(at) < SILENT_MS;

/** «📦 Собираю архив: 40 из 120», and how it ended. */
export const archiveCard = defineCard<ArchiveState>(
  'archive',
  ({ total, packed, archives, refused = 0, outcome }, language) => {
    const t = galleryTexts[language];
    if (outcome === null) return { text: t.packing({ packed, total }) };
    return {
      text:
        outcome === 'failed'
          ? t.notPacked({ packed })
          : refused > 0
            ? t.notTaken({ refused, archives, areSome: refused < archives })
            : t.packed({ count: packed, archives }),
      buttons: [[openGallery.button(t.openPictures, {}), toMenu.button(t.menu, {})]],
    };
  },
  { isLast: ({ outcome }) => outcome !== null },
);
