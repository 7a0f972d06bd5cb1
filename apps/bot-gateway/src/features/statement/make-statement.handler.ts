import { Injectable } from '@nestjs/common';
import type { MakeStatement } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { AppError } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { toReference } from '@aisha/storage';
import { statementTexts } from '@aisha/words';
import { calendarOfPerson, Readers } from '../../engine/conversation';
import { documentOf, messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { FileBudgetStore } from '../../free-files/file-budget.store';
import { monthText, StatementFiles, STATEMENTS } from './statement-files';

/** Makes the statement of a month and sends its two files. */
@Injectable()
export class MakeStatementHandler implements JobHandler<MakeStatement> {
  constructor(
    private readonly readers: Readers,
    private readonly files: StatementFiles,
    private readonly budget: FileBudgetStore,
    private readonly deliveries: Deliveries,
  ) {}

  readonly handle = async (job: MakeStatement, context: JobContext): Promise<void> => {
    const { userId, statementId: file, month } = job;
    const calendar = await calendarOfPerson(this.readers, userId);
    const t = statementTexts[calendar.language];
    const taken = await this.budget.take({ userId, file }, 'statements');
    if (taken !== 'taken') {
      const words = taken.usedUp === 'today' ? t.refusedToday({ aDay: STATEMENTS.aDay }) : t.refusedAtOnce;
      await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words)));
      return;
    }
    const { pdf, csv } = await this.files.make(job, calendar, context.signal);
    const caption = t.made({ month: monthText(month, calendar.language) });
    await context.once(async (tx) => {
      await this.deliveries.add(tx, userId, documentOf(toReference(pdf), `aisha-${month}.pdf`, caption));
      await this.deliveries.add(tx, userId, documentOf(toReference(csv), `aisha-${month}.csv`, t.madeToCalculate));
      await this.budget.answered(tx, { userId, file });
    });
  };

  readonly giveUp = async (job: MakeStatement, _error: AppError, tx: Transaction): Promise<void> => {
    const { userId, statementId: file, month } = job;
    const { language } = await calendarOfPerson(this.readers, userId);
    await this.budget.release(tx, { userId, file }, 'statements');
    const words = statementTexts[language].failed({ month: monthText(month, language) });
    await this.deliveries.add(tx, userId, messageWith(words));
  };
}
