import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type ErasePerson, type ExportPerson } from '@aisha/contracts/bot-gateway';
import { type ActOutcome, Database, OperatorActs, type Transaction } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import type { AvatarId, UserId } from '@aisha/domain';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { Effects } from '../../engine/conversation/effects';
import type { Effect } from '../../engine/conversation';
import { beginsErasure } from './erasure.card';

/** What happens in an erasure or an export that an operator orders: the same as after the person's own tap. features.ts provides it. */
export abstract class RightsOfPeople {
  /** The effects that come before everything is deleted: they end the consent, drafts, avatars and open orders. */
  abstract withdrawal(
    userId: UserId,
    had: {
      readonly avatars: readonly { readonly id: AvatarId }[];
      readonly orders: Awaited<ReturnType<HoldReader['openOf']>>;
    },
  ): Effect[];
  /** Whether an export of the person is under way. Locks its card. */
  abstract isExporting(tx: Transaction, userId: UserId): Promise<boolean>;
  /** The card of an export that begins. */
  abstract beginsExport(userId: UserId, exportId: string): Effect;
}

/** The avatars of a person that are not deleted. */
const avatarsOf = (tx: Transaction, userId: UserId): Promise<{ id: AvatarId }[]> =>
  tx.query(`SELECT id FROM trainer.avatar WHERE user_id = $1 AND deleted_at IS NULL`, [userId]);
/** Locks the person, so that acts about one person wait for each other. */
const isKnown = async (tx: Transaction, userId: UserId): Promise<boolean> =>
  (await tx.query<unknown[]>(`SELECT FROM bot.person WHERE user_id = $1 FOR NO KEY UPDATE`, [userId])).length > 0;

/** Begins to delete everything about a person when an operator orders it. Does so once per act, and writes the act's audit row. */
@Injectable()
export class ErasePersonHandler implements JobHandler<ErasePerson> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly rights: RightsOfPeople,
    private readonly effects: Effects,
  ) {}

  readonly handle = async (asked: ErasePerson, context: JobContext): Promise<void> => {
    const act = { act: 'erase-person', userId: asked.userId } as const;
    await context.once((tx) => this.acts.record(tx, asked, act, () => this.begin(tx, asked)));
  };

  private async begin(tx: Transaction, { userId, actId }: ErasePerson): Promise<ActOutcome> {
    if (!(await isKnown(tx, userId))) return { outcome: 'unknown-person' };
    const orders = await new HoldReader(Database.within(tx)).openOf(userId);
    const had = { avatars: await avatarsOf(tx, userId), orders };
    await this.effects.carryOut(
      [
        ...this.rights.withdrawal(userId, had),
        ...beginsErasure(userId, { id: actId, askedBy: 'operator', forfeits: true }),
      ],
      { tx, userId },
    );
    return { outcome: 'done' };
  }
}

/**
 * Begins an export into the person's own chat when an operator orders it. Does so once per act, and writes the act's audit row. An export
 * that is under way goes on and no other begins: there is one card, and a new export would end the older one.
 */
@Injectable()
export class ExportPersonHandler implements JobHandler<ExportPerson> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly rights: RightsOfPeople,
    private readonly effects: Effects,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (asked: ExportPerson, context: JobContext): Promise<void> => {
    const act = { act: 'export-person', userId: asked.userId } as const;
    await context.once((tx) => this.acts.record(tx, asked, act, () => this.begin(tx, asked)));
  };

  private async begin(tx: Transaction, { userId, actId: exportId }: ExportPerson): Promise<ActOutcome> {
    if (!(await isKnown(tx, userId))) return { outcome: 'unknown-person' };
    if (await this.rights.isExporting(tx, userId))
      return { outcome: 'unchanged', details: { why: 'export-under-way' } };
    const avatarIds = (await avatarsOf(tx, userId)).map(({ id }) => id);
    await this.effects.carryOut([this.rights.beginsExport(userId, exportId)], { tx, userId });
    await this.outbox.add(
      tx,
      message(botGatewayInbox, 'list-person', { userId, exportId, avatarIds, byOperator: true }),
    );
    return { outcome: 'done' };
  }
}
