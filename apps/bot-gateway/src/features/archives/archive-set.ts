import type { Message } from '@aisha/contracts';
import type { Transaction } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { type JobContext, Outbox } from '@aisha/messaging';
import { archiveKey, toReference } from '@aisha/storage';
import { chosenTexts, galleryTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { Cards } from '../../engine/cards/cards';
import type { Calendar } from '../../engine/conversation';
import { type Content, documentOf } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { archiveCard, type ArchiveState, type PackingJob } from './archive.card';
import { ArchivePacker, type FileToPack } from './archive-packer';

/**
 * What kind of files the archives of a request hold, the person's calendar and language, and how to make the message that asks for the next
 * archive.
 */
interface Packing {
  readonly of: ArchiveState['of'];
  readonly calendar: Calendar;
  readonly next: (so: PackingJob) => Message;
}

/** Packs the archives of a request one after another, sends each as a file, and shows the progress on the card. */
@Injectable()
export class ArchiveSet {
  constructor(
    private readonly packer: ArchivePacker,
    private readonly cards: Cards,
    private readonly deliveries: Deliveries,
    private readonly outbox: Outbox,
  ) {
    deliveries.onGivenUp((tx, userId, content) => this.refused(tx, userId, content));
  }

  /** Packs and sends the next archive of a request; unless it is the last, `next` makes the message that asks for the one after it. */
  async packNext(
    job: PackingJob,
    files: readonly FileToPack[],
    { of, calendar, next }: Packing,
    context: JobContext,
  ): Promise<void> {
    const { userId, archiveId, part } = job;
    const archive = archiveKey(userId, archiveId, part);
    const inside = await this.packer.pack(files, job, calendar, context.signal);
    const t = of === 'files' ? chosenTexts[calendar.language] : galleryTexts[calendar.language];
    const { archiveName } = galleryTexts[calendar.language];
    const total = job.total - (files.length - inside.length);
    const packed = job.packed + inside.length;
    const archives = inside.length > 0 ? part : part - 1;
    const isLast = files.length === 0 || packed >= total;
    await context.once(async (tx) => {
      if (inside.length > 0) {
        const lies = toReference(archive);
        await this.packer.count(tx, userId, lies);
        const caption = t.archive({ part, count: inside.length });
        await this.deliveries.add(tx, userId, documentOf(lies, archiveName({ part }), caption));
      }
      await this.tell(tx, { ...job, total }, { of, packed, archives, outcome: isLast ? 'packed' : null });
      if (isLast) return;
      await this.outbox.add(tx, next({ userId, archiveId, part: archives + 1, packed, total }));
    });
  }

  /** Says on the card that the packing of a request has failed. */
  async giveUp(tx: Transaction, job: PackingJob, of: ArchiveState['of']): Promise<void> {
    await this.tell(tx, job, { of, packed: job.packed, archives: job.part - 1, outcome: 'failed' });
  }

  /** Shows the progress on the card. At the end of the packing the card moves below the files. */
  private async tell(
    tx: Transaction,
    { userId, archiveId, total }: PackingJob,
    { of, ...so }: Pick<ArchiveState, 'of' | 'packed' | 'archives' | 'outcome'>,
  ): Promise<void> {
    const at = new Date().toISOString();
    const isOver = so.outcome !== null;
    const after = (before?: ArchiveState): ArchiveState => ({
      ...{ archiveId, total, at, ...so },
      ...(of && { of }),
      ...(before?.archiveId === archiveId && before.refused && { refused: before.refused }),
    });
    await this.cards.update(tx, archiveCard, userId, userId, after, () => isOver);
  }

  /**
   * For an archive that the sender of deliveries gave up: takes it out of the person's budget, and counts it on the card, so that the card
   * does not say that all archives are there.
   */
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
