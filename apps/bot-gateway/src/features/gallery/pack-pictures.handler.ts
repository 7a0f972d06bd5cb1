import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type PackPictures } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { AppError, UserId } from '@aisha/domain';
import type { GalleryFilter, Picture } from '@aisha/kinds/tables';
import { archiveKey, toReference } from '@aisha/storage';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Cards } from '../../engine/cards/cards';
import { calendarOfPerson, Readers } from '../../engine/conversation';
import { documentOf, type Content } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { ChangedPictures } from '../../readers';
import { archiveCard, type ArchiveState } from './archive.card';
import { archivesOf } from './archive-limits';
import { ArchivePacker } from './archive-packer';
import { galleryTexts } from '@aisha/words';

const filterOf = ({ avatarId, isFavourite, lookGroup, since, words, pictureIds }: PackPictures): GalleryFilter => ({
  ...(avatarId && { avatarId }),
  ...(isFavourite && { isFavourite }),
  ...(lookGroup && { lookGroup }),
  ...(since && { since: new Date(since) }),
  ...(words && { words }),
  ...(pictureIds && { ids: pictureIds }),
});

/** Packs the next archive of a set, sends it as a file and asks for the one after it. */
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

  /** The pictures that fit into one archive, and one at least. */
  private async next(job: PackPictures): Promise<readonly Picture[]> {
    const { userId, before, total, packed } = job;
    const limit = total - packed;
    if (limit <= 0) return [];
    const { pictures } = await this.readers
      .of(ChangedPictures)
      .page(userId, filterOf(job), { limit, ...(before && { before }) });
    return archivesOf(pictures)[0] ?? [];
  }

  /** Tells it on the card, below the files once all are there. */
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

  /** Telegram took one of the archives in no form: the card does not say that all are there. */
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
