import { Injectable } from '@nestjs/common';
import { LISTING, type Listing } from '@aisha/contracts/bot-gateway';
import { Database, type Transaction } from '@aisha/database';
import { Person } from '@aisha/database/bot';
import { FREE_FILES_A_DAY, type TelegramId, type UserId } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import type { FileBudget } from '../../free-files/file-budget.store';
import { Cards } from '../../engine/cards/cards';
import { exportCard, type ExportState } from './export.card';

/** How many exports of all their data a person may have in a day. */
export const DATA_EXPORTS: FileBudget = { aDay: FREE_FILES_A_DAY.dataExports };

/** Identifies an export and its person. */
interface OfExport {
  readonly userId: UserId;
  readonly exportId: string;
}

/**
 * Reads and changes the progress of an export, which the export's card stores. A message about an export that has ended, or about an
 * earlier one, changes nothing.
 */
@Injectable()
export class ExportProgress {
  constructor(
    private readonly cards: Cards,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The state of the export while it is under way; undefined afterwards. Locks the card. */
  async of(tx: Transaction, { userId, exportId }: OfExport): Promise<ExportState | undefined> {
    const state = await this.cards.state(tx, exportCard, userId, userId);
    return state?.exportId === exportId && state.outcome === null ? state : undefined;
  }

  /**
   * Counts an app that has listed its data. Resolves to true when this was the last app; false also when the app is counted already or the
   * export is over.
   */
  async listed(tx: Transaction, of: OfExport, listing: Listing): Promise<boolean> {
    const before = await this.of(tx, of);
    if (!before || before.listed.includes(listing)) return false;
    const listed = [...before.listed, listing];
    await this.change(tx, of, { listed });
    return LISTING.every((one) => listed.includes(one));
  }

  /** Shows how many of the parts were sent. Once all of them are, the export ends. */
  sent(tx: Transaction, of: OfExport, so: Pick<ExportState, 'sent' | 'parts' | 'tooLarge'>): Promise<void> {
    return this.change(tx, of, { ...so, ...(so.sent === so.parts && { outcome: 'sent' }) });
  }

  ended(tx: Transaction, of: OfExport, outcome: 'failed' | 'tomorrow'): Promise<void> {
    return this.change(tx, of, { outcome });
  }

  /** Counts a part that the sender of deliveries gave up. The card may already say that all parts were sent. */
  async refused(tx: Transaction, userId: UserId, exportId: string): Promise<void> {
    const after = (state: ExportState | undefined): ExportState | undefined =>
      state?.exportId === exportId ? { ...state, refused: state.refused + 1 } : state;
    await this.cards.update(tx, exportCard, userId, userId, after, ({ outcome }) => outcome !== null);
  }

  async telegramIdOf(userId: UserId): Promise<TelegramId | undefined> {
    return (await this.database.read.findOneBy(Person, { userId }))?.telegramId;
  }

  private async change(tx: Transaction, { userId, exportId }: OfExport, now: Partial<ExportState>): Promise<void> {
    const at = this.clock.now().toISOString();
    const after = (state: ExportState | undefined): ExportState | undefined =>
      state?.exportId === exportId && state.outcome === null ? { ...state, ...now, at } : state;
    // When the export ends, its card moves below its files.
    await this.cards.update(tx, exportCard, userId, userId, after, () => now.outcome != null);
  }
}
