import { Outbox } from '@aisha/messaging';
import { SystemClock } from '@aisha/platform';
import type { Readers } from '../src/engine/conversation/readers';
import { PersonStore } from '../src/engine/people/person.store';
import { DrawAtOnce } from '../src/features/training/verdicts/draw-at-once';
import { ShowPhotoVerdictHandler } from '../src/features/training/verdicts/show-photo-verdict.handler';
import type { FileBudgetStore } from '../src/free-files/file-budget.store';
import type { Bot } from './bot-harness';
import { BillingAccounts } from '../src/features/purchases/billing-accounts';

/** Shows the trainer's verdicts on photos, and draws the selfies that wait for a verdict. */
export const showsVerdicts = (bot: Bot, readers: Readers, budgets: FileBudgetStore): ShowPhotoVerdictHandler =>
  new ShowPhotoVerdictHandler(
    bot.cards,
    bot.deliveries,
    readers,
    budgets,
    new DrawAtOnce(bot.effects, new PersonStore(new BillingAccounts(new Outbox('bot'))), readers, new SystemClock()),
  );
