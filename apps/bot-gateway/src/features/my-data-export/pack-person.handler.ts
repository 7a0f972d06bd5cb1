import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type PackPerson } from '@aisha/contracts/bot-gateway';
import { Database, type Transaction } from '@aisha/database';
import type { AppError, UserId } from '@aisha/domain';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { toReference } from '@aisha/storage';
import { myDataTexts } from '@aisha/words';
import { calendarOfPerson, Readers } from '../../engine/conversation';
import { type Content, documentOf } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { ExportPacker } from '../my-data-packing/export-packer';
import { ExportProgress } from './export-progress';

/** What the packing reads before it begins. */
@Injectable()
export class ExportSources {
  constructor(
    readonly readers: Readers,
    private readonly database: Database,
    private readonly progress: ExportProgress,
  ) {}

  /** Whether the export is still under way: its person may have stopped it. */
  isUnderWay(job: PackPerson): Promise<boolean> {
    return this.database.transaction(async (tx) => (await this.progress.of(tx, job)) !== undefined);
  }
}

/** Packs the next part of an export, sends it as a file, and then asks for the part after it. */
@Injectable()
export class PackPersonHandler implements JobHandler<PackPerson> {
  constructor(
    private readonly sources: ExportSources,
    private readonly packer: ExportPacker,
    private readonly progress: ExportProgress,
    private readonly deliveries: Deliveries,
    private readonly outbox: Outbox,
  ) {
    deliveries.onGivenUp((tx, userId, content) => this.refused(tx, userId, content));
  }

  readonly handle = async (job: PackPerson, context: JobContext): Promise<void> => {
    const { userId, exportId, part } = job;
    if (!(await this.sources.isUnderWay(job))) return this.packer.forgetLists(job);
    const calendar = await calendarOfPerson(this.sources.readers, userId);
    const { parts, tooLarge, packed } = await this.packer.pack(job, calendar, context.signal);
    const t = myDataTexts[calendar.language];
    const isSent = await context.once(async (tx) => {
      if (!(await this.progress.of(tx, job))) return false;
      const document = documentOf(toReference(packed), t.exportName({ part }), t.exportFile({ part, parts }));
      await this.deliveries.add(tx, userId, document);
      await this.progress.sent(tx, job, { sent: part, parts, tooLarge });
      if (part < parts)
        await this.outbox.add(tx, message(botGatewayInbox, 'pack-person', { userId, exportId, part: part + 1 }));
      return true;
    });
    if (isSent && part === parts) await this.packer.forgetLists(job);
  };

  readonly giveUp = (job: PackPerson, _error: AppError, tx: Transaction): Promise<void> =>
    this.progress.ended(tx, job, 'failed');

  private async refused(tx: Transaction, userId: UserId, content: Content): Promise<void> {
    if (content.kind !== 'document') return;
    const exportId = this.packer.exportOf(userId, content.document);
    if (exportId) await this.progress.refused(tx, userId, exportId);
  }
}
