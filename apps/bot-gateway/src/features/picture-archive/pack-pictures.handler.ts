import { message } from '@aisha/contracts';
import { botGatewayInbox, type PackPictures } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { type AppError, RETENTION_MS, type UserId } from '@aisha/domain';
import type { GalleryFilter, Picture } from '@aisha/kinds/tables';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { archiveKey, everyArchive, ObjectStore, toReference } from '@aisha/storage';
import { galleryTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { defineCard } from '../../engine/cards/card';
import { Cards } from '../../engine/cards/cards';
import { calendarOfPerson, Readers, toMenu } from '../../engine/conversation';
import { type Content, documentOf } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { ChangedPictures } from '../../readers';
import { archivesOf } from './archive-limits';
import { ArchivePacker } from './archive-packer';
import { openGallery } from '../gallery/gallery.callbacks';

const FORGET_EVERY_MS = 3_600_000;

/** How long an archive is kept. It is sent within minutes, and later a picture in it may have been deleted. */
const KEPT_MS = RETENTION_MS.archive;

/** Deletes archives a day after they were packed, because they are copies. */
@Injectable()
export class ForgetArchives extends Periodic {
  constructor(
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('archives.forget', FORGET_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const storedBefore = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.objects.removePrefix(everyArchive, { storedBefore });
  }
}

/** The progress of one request's archives; a person has one request under way at a time. The state is JSON. */
export interface ArchiveState {
  readonly archiveId: string;
  readonly total: number;
  readonly packed: number;
  readonly archives: number;
  /** How many archives Telegram refused in every form. The field exists since 2026-11-22; absent means none. */
  readonly refused?: number;
  /** The end of the packing; null while it goes on. */
  readonly outcome: 'packed' | 'failed' | null;
  /** When the archive reached the present step. */
  readonly at: string;
}

/**
 * For how long a request may report nothing, in milliseconds: longer than all attempts at one archive take. After that it no longer holds
 * up another request.
 */
const SILENT_MS = 30 * 60_000;

export const isUnderWay = ({ outcome, at }: ArchiveState, now: Date): boolean =>
  outcome === null && now.getTime() - Date.parse(at) < SILENT_MS;

/** The card «📦 Собираю архив: 40 из 120», which later shows how the packing has ended. */
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

const filterOf = ({ avatarId, isFavourite, lookGroup, since, words, pictureIds }: PackPictures): GalleryFilter => ({
  ...(avatarId && { avatarId }),
  ...(isFavourite && { isFavourite }),
  ...(lookGroup && { lookGroup }),
  ...(since && { since: new Date(since) }),
  ...(words && { words }),
  ...(pictureIds && { ids: pictureIds }),
});

/** Packs the next archive of a request, sends it as a file and asks for the one after it. */
@Injectable()
export class PackPicturesHandler implements JobHandler<PackPictures> {
  constructor(
    private readonly readers: Readers,
    private readonly packer: ArchivePacker,
    private readonly cards: Cards,
    private readonly deliveries: Deliveries,
    private readonly outbox: Outbox,
  ) {
    deliveries.onGivenUp((tx, userId, content) => this.refused(tx, userId, content));
  }

  readonly handle = async (job: PackPictures, context: JobContext): Promise<void> => {
    const { userId, archiveId, part } = job;
    const pictures = await this.next(job);
    const archive = archiveKey(userId, archiveId, part);
    const calendar = await calendarOfPerson(this.readers, userId);
    const inside = await this.packer.pack(pictures, job, calendar, context.signal);
    const t = galleryTexts[calendar.language];
    const total = job.total - (pictures.length - inside.length);
    const packed = job.packed + inside.length;
    const archives = inside.length > 0 ? part : part - 1;
    const last = pictures.at(-1);
    const isLast = last === undefined || packed >= total;
    await context.once(async (tx) => {
      if (inside.length > 0) {
        const lies = toReference(archive);
        await this.packer.count(tx, userId, lies);
        await this.deliveries.add(
          tx,
          userId,
          documentOf(lies, t.archiveName({ part }), t.archive({ part, count: inside.length })),
        );
      }
      await this.tell(tx, { ...job, total }, { packed, archives, outcome: isLast ? 'packed' : null });
      if (isLast) return;
      const next = { ...job, part: archives + 1, packed, total, before: last.id };
      await this.outbox.add(tx, message(botGatewayInbox, 'pack-pictures', next));
    });
  };

  readonly giveUp = async (job: PackPictures, _error: AppError, tx: Transaction): Promise<void> => {
    await this.tell(tx, job, { packed: job.packed, archives: job.part - 1, outcome: 'failed' });
  };

  /** The pictures that fit into the next archive, at least one. */
  private async next(job: PackPictures): Promise<readonly Picture[]> {
    const { userId, before, total, packed } = job;
    const limit = total - packed;
    if (limit <= 0) return [];
    const { pictures } = await this.readers
      .of(ChangedPictures)
      .page(userId, filterOf(job), { limit, ...(before && { before }) });
    return archivesOf(pictures)[0] ?? [];
  }

  /** Shows the progress on the card, which moves below the files once all of them are there. */
  private async tell(
    tx: Transaction,
    { userId, archiveId, total }: PackPictures,
    so: Pick<ArchiveState, 'packed' | 'archives' | 'outcome'>,
  ): Promise<void> {
    const at = new Date().toISOString();
    const isOver = so.outcome !== null;
    const after = (before?: ArchiveState): ArchiveState => ({
      ...{ archiveId, total, at, ...so },
      ...(before?.archiveId === archiveId && before.refused && { refused: before.refused }),
    });
    await this.cards.update(tx, archiveCard, userId, userId, after, () => isOver);
  }

  /** Counts an archive that Telegram refused in every form, so that the card does not say that all are there. */
  private async refused(tx: Transaction, userId: UserId, content: Content): Promise<void> {
    if (content.kind !== 'document') return;
    const isOfSet = ({ archiveId, archives }: ArchiveState): boolean =>
      Array.from({ length: archives }, (_, at) => toReference(archiveKey(userId, archiveId, at + 1))).includes(
        content.document,
      );
    await this.packer.uncount(tx, userId, content.document);
    const after = (state: ArchiveState | undefined): ArchiveState | undefined =>
      state && isOfSet(state) ? { ...state, refused: (state.refused ?? 0) + 1 } : state;
    await this.cards.update(tx, archiveCard, userId, userId, after, ({ outcome }) => outcome !== null);
  }
}
