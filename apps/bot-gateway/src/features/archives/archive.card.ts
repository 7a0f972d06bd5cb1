import type { Message } from '@aisha/contracts';
import type { FilePlace } from '@aisha/database/files';
import type { UserId } from '@aisha/domain';
import { chosenTexts, filesTexts, galleryTexts } from '@aisha/words';
import { defineCard } from '../../engine/cards/card';
import { type Effect, send, showCard, toMenu } from '../../engine/conversation';
import { openFiles } from '../../callbacks/files.callbacks';
import { openGallery } from '../../callbacks/gallery.callbacks';

/** The progress of one request's archives; a person has one request under way at a time. The state is JSON. */
export interface ArchiveState {
  readonly archiveId: string;
  /** What the archives hold: files of several kinds; when the field is absent, pictures. The field exists since 2026-11-26. */
  readonly of?: 'files' | undefined;
  readonly total: number;
  readonly packed: number;
  readonly archives: number;
  /**
   * How many archives the sender of deliveries gave up, for example because Telegram refused them. The field exists since 2026-11-22; absent
   * means none.
   */
  readonly refused?: number;
  /** The end of the packing; null while it goes on. */
  readonly outcome: 'packed' | 'failed' | null;
  /** When the request reached the present step. */
  readonly at: string;
}

/**
 * How long a request may report nothing, in milliseconds: longer than all attempts at one archive take. After that it no longer holds up
 * another request.
 */
const SILENT_MS = 30 * 60_000;

export const isUnderWay = ({ outcome, at }: ArchiveState, now: Date): boolean =>
  outcome === null && now.getTime() - Date.parse(at) < SILENT_MS;

/** The card «📦 Собираю архив: 40 из 120», which later shows how the packing has ended. */
export const archiveCard = defineCard<ArchiveState>(
  'archive',
  ({ of, total, packed, archives, refused = 0, outcome }, language) => {
    const t = of === 'files' ? chosenTexts[language] : galleryTexts[language];
    if (outcome === null) return { text: t.packing({ packed, total }) };
    const list =
      of === 'files'
        ? openFiles.button(filesTexts[language].entryFiles, {})
        : openGallery.button(galleryTexts[language].openPictures, {});
    return {
      text:
        outcome === 'failed'
          ? t.notPacked({ packed })
          : refused > 0
            ? t.notTaken({ refused, archives, areSome: refused < archives })
            : archives > 0
              ? t.packed({ count: packed, archives })
              : t.nothingPacked,
      buttons: [[list, toMenu.button(t.menu, {})]],
    };
  },
  { isLast: ({ outcome }) => outcome !== null },
);

/** The progress of a request, which each of its jobs carries. */
export interface PackingJob {
  readonly userId: UserId;
  readonly archiveId: string;
  /** The number of the next archive, from 1. */
  readonly part: number;
  readonly total: number;
  readonly packed: number;
}

/** Undefined if all files are pictures: the bot then packs and names their archives as the gallery does. Otherwise 'files'. */
export const archivesHold = (files: readonly Pick<FilePlace, 'kind'>[]): ArchiveState['of'] =>
  files.every(({ kind }) => kind === 'picture') ? undefined : 'files';

/** A request whose packing begins. */
interface NewRequest extends Pick<PackingJob, 'userId' | 'archiveId' | 'total'> {
  readonly of?: ArchiveState['of'];
  readonly now: Date;
}

/** Begins the packing: sends the first job, which `first` makes, and shows the card below everything else. */
export const beginsPacking = (
  { userId, archiveId, total, of, now }: NewRequest,
  first: (job: PackingJob) => Message,
): Effect[] => [
  send(first({ userId, archiveId, part: 1, total, packed: 0 })),
  showCard(
    archiveCard,
    userId,
    () => ({ archiveId, total, packed: 0, archives: 0, outcome: null, at: now.toISOString(), ...(of && { of }) }),
    () => true,
  ),
];
