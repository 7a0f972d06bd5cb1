import { DAY_MS, HOUR_MS } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { message, type Message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { photoEnhancerInbox } from '@aisha/contracts/photo-enhancer';
import { publicApiInbox } from '@aisha/contracts/public-api';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { Database, type Transaction } from '@aisha/database';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import { AT_REST, Logger, Periodic, type Look } from '@aisha/platform';
import { ErasureNews, OwnFiles } from './erasure-news';
import { ErasureStore, type OpenErasure } from './erasure.store';

/**
 * How often the erasures under way are checked. Open orders end within minutes, a training within an hour; each check is one statement for
 * each erasure. While none is under way, a new one begins a little later.
 */
const EVERY_MS = { busyMs: 3_000, atRestMs: 6_000 };
/** How many erasures are handled in one check. */
const AT_ONCE = 50;

const APPS = ['trainer', 'generator', 'transcriber', 'enhancer', 'api'];
/** Billing deletes first, so that its ledger knows that rows of the orders may be gone. */
const OF_STAGE = { credits: ['billing'], apps: APPS } as const;

/**
 * The pauses after which an erasure that has ended is repeated, for data that came late: answers of providers come within hours, and a
 * message that was handled is known for eight days (decision 173).
 */
const LOOKS_AFTER_MS = [HOUR_MS, DAY_MS, 9 * DAY_MS];

const ORDER_TABLES = ORDER_KINDS.map((kind) => ORDER_KIND[kind].table);

const toApps = ({ id: erasureId, userId, avatarIds, round, forfeits }: OpenErasure): Message[] => {
  const asked = { erasureId, userId, avatarIds: [...avatarIds], round, forfeits };
  return [
    message(avatarTrainerInbox, 'forget-person', asked),
    message(imageGeneratorInbox, 'forget-person', asked),
    message(transcriberInbox, 'forget-person', asked),
    message(photoEnhancerInbox, 'forget-person', asked),
    message(publicApiInbox, 'forget-person', asked),
  ];
};
const toBilling = ({ id: erasureId, userId, avatarIds, round, forfeits }: OpenErasure): Message =>
  message(billingInbox, 'forget-person', { erasureId, userId, avatarIds: [...avatarIds], round, forfeits });

/**
 * Moves erasures from stage to stage: open orders end, billing closes the account, the other apps delete, the report is sent, the last rows
 * are deleted. Each step is one transaction that locks the erasure's row, so after a crash any replica goes on from that row (decision
 * 212).
 */
@Injectable()
export class Erasures extends Periodic {
  constructor(
    private readonly database: Database,
    private readonly store: ErasureStore,
    private readonly shown: ErasureNews,
    private readonly own: OwnFiles,
    log: Logger,
  ) {
    super('erasures.go-on', EVERY_MS, log);
  }

  async run(): Promise<Look> {
    const open = await this.store.open(AT_ONCE);
    for (const { id } of open) {
      if (this.isStopping) return;
      await this.goOn(id);
    }
    return open.length === 0 ? AT_REST : undefined;
  }

  /** Takes an erasure through all the steps that are possible now. */
  async goOn(id: string): Promise<void> {
    while (await this.database.transaction((tx) => this.step(tx, id)));
  }

  /** Does one step. Resolves to whether the next step may be possible at once. */
  private async step(tx: Transaction, id: string): Promise<boolean> {
    const erasure = await this.store.lock(tx, id);
    if (!erasure) return false;
    const { stage, answers, userId } = erasure;
    switch (stage) {
      case 'orders': {
        if (!answers.includes('plans')) await this.stopPlans(tx, erasure);
        if (await this.store.hasOpenOrders(tx, userId, ORDER_TABLES)) return false;
        const avatarIds = await this.store.renameAvatars(tx, id);
        await this.store.goOn(tx, id, 'credits');
        await this.shown.asks(tx, { ...erasure, avatarIds }, 'credits', [toBilling({ ...erasure, avatarIds })]);
        return false;
      }
      case 'credits':
        if (!OF_STAGE.credits.every((app) => answers.includes(app))) return false;
        await this.store.goOn(tx, id, 'apps');
        await this.shown.asks(tx, erasure, 'apps', toApps(erasure));
        return false;
      case 'apps':
        if (!OF_STAGE.apps.every((app) => answers.includes(app))) return false;
        return this.deleteOwn(tx, erasure);
      case 'report': {
        if (!(await this.store.isReported(tx, userId, id))) return false;
        const person = await this.store.personOf(tx, userId);
        await this.store.forgetOwn(tx, erasure, person?.telegramId, true);
        await this.store.finish(tx, id, LOOKS_AFTER_MS[0]!);
        return false;
      }
      case 'over':
        return this.look(tx, erasure);
    }
  }

  /** Asks Telegram, once, to stop the payments of all the person's subscriptions. */
  private async stopPlans(tx: Transaction, erasure: OpenErasure): Promise<void> {
    const { id, userId, round } = erasure;
    // After a restore of an older backup the operator finds by these lines who has to be erased again (docs/erasure.md).
    this.log.info('erasure.begun', { userId });
    const plans = await this.store.plansOf(tx, userId);
    const stops = plans.map((plan) =>
      message(botGatewayInbox, 'edit-subscription', { ...plan, userId, isCancelled: true, isQuiet: true }),
    );
    await this.store.answered(tx, { id, by: 'plans', round, rows: 0, files: 0 });
    await this.shown.asks(tx, erasure, null, stops);
  }

  /** Deletes what the gateway has. In the first round the report follows; a later round ends with this deletion. */
  private async deleteOwn(tx: Transaction, erasure: OpenErasure): Promise<boolean> {
    const { id, userId, round, isFinished } = erasure;
    const files = await this.own.remove(userId);
    if (isFinished) {
      await this.store.forgetOwn(tx, erasure, undefined, true);
      await this.store.finish(tx, id, LOOKS_AFTER_MS[round] ?? null);
      return false;
    }
    const person = await this.store.personOf(tx, userId);
    const rows = await this.store.forgetOwn(tx, erasure, person?.telegramId, false);
    await this.store.answered(tx, { id, by: 'bot', round, rows, files });
    const { rows: allRows, files: allFiles } = (await this.store.lock(tx, id))!;
    await this.shown.reports(tx, { ...erasure, rows: allRows, files: allFiles }, person);
    await this.store.goOn(tx, id, 'report');
    return true;
  }

  /** Asks all apps again. */
  private async look(tx: Transaction, erasure: OpenErasure): Promise<boolean> {
    await this.store.lookAgain(tx, erasure.id);
    const next = { ...erasure, round: erasure.round + 1 };
    await this.shown.asks(tx, next, null, [toBilling(next), ...toApps(next)]);
    return false;
  }
}
