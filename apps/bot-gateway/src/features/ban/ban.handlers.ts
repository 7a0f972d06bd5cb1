import type { BanPerson, UnbanPerson } from '@aisha/contracts/bot-gateway';
import { OperatorActs, type ActOutcome, type Transaction } from '@aisha/database';
import { conversationTexts } from '@aisha/words';
import { parseAdmins, type UserId } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { bannedWords, Readers } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { PersonStore } from '../../engine/people/person.store';
import { WorkSettings } from '../../readers';

/**
 * Bans a person when an operator orders it, and tells them until when (decision 202). An operator is not banned. Orders under way end as
 * usual.
 */
@Injectable()
export class BanPersonHandler implements JobHandler<BanPerson> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly people: PersonStore,
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
    private readonly clock: Clock,
  ) {}

  readonly handle = async (asked: BanPerson, context: JobContext): Promise<void> => {
    const act = { act: 'ban-person', userId: asked.userId } as const;
    await context.once((tx) => this.acts.record(tx, asked, act, () => this.ban(tx, asked)));
  };

  private async ban(tx: Transaction, { userId, until }: BanPerson): Promise<ActOutcome> {
    if (until !== null && new Date(until) <= this.clock.now()) return { outcome: 'over-already', details: { until } };
    const person = await this.people.speaker(tx, userId);
    if (!person) return { outcome: 'person-unknown' };
    // Support may ban people, but nobody may shut an owner out of /desk and /admin. To ban an operator who leaves, first remove them from
    // the setting.
    const { ADMIN_TELEGRAM_IDS } = this.readers.settings(WorkSettings);
    if (parseAdmins(ADMIN_TELEGRAM_IDS).has(person.telegramId)) return { outcome: 'is-operator' };
    await this.people.ban(tx, userId, until ?? 'infinity');
    const banned = (await this.people.speaker(tx, userId))!;
    await say(this.deliveries, tx, userId, await bannedWords(this.readers.within(tx), banned));
    return { outcome: 'done', details: { until } };
  }
}

/** Ends a ban, and tells the person. */
@Injectable()
export class UnbanPersonHandler implements JobHandler<UnbanPerson> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly people: PersonStore,
    private readonly deliveries: Deliveries,
  ) {}

  readonly handle = async (asked: UnbanPerson, context: JobContext): Promise<void> => {
    const { userId } = asked;
    await context.once((tx) =>
      this.acts.record(tx, asked, { act: 'unban-person', userId }, async () => {
        const person = await this.people.speaker(tx, userId);
        if (!person) return { outcome: 'person-unknown' };
        if (!person.ban) return { outcome: 'not-banned' };
        await this.people.ban(tx, userId, null);
        await say(this.deliveries, tx, userId, conversationTexts[person.language].unbanned);
        return { outcome: 'done' };
      }),
    );
  };
}

const say = (
  deliveries: Deliveries,
  tx: Transaction,
  userId: UserId,
  words: Parameters<typeof messageWith>[0],
): Promise<void> => deliveries.add(tx, userId, messageWith(words), { class: 'result' });
