import { Injectable } from '@nestjs/common';
import type { ShowReport } from '@aisha/contracts/bot-gateway';
import { referenceNumber } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { PersonReader } from '@aisha/database/bot';
import { reportTexts } from '@aisha/words';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { FileBudgetStore } from '../../free-files/file-budget.store';
import { openReport } from '../../callbacks/report.callbacks';
import { Readers } from '../../engine/conversation/readers';

/** Tells the reporter that the report has arrived, and later its result. */
@Injectable()
export class ShowReportHandler implements JobHandler<ShowReport> {
  constructor(
    private readonly readers: Readers,
    private readonly deliveries: Deliveries,
    private readonly budget: FileBudgetStore,
  ) {}

  readonly handle = async ({ userId, reportId, news, photoId }: ShowReport, context: JobContext): Promise<void> => {
    const t = reportTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const mayTryAgain = news === 'no-face' || news === 'photo-unread';
    await context.once(async (tx) => {
      const buttons = mayTryAgain ? [[openReport.button(t.again, {})]] : [];
      await this.deliveries.add(tx, userId, messageWith(t.news({ news, number: referenceNumber(reportId) }), buttons));
      if (photoId) await this.budget.answered(tx, { userId, file: photoId });
    });
  };
}
