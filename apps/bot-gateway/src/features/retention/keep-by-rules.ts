import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { type AgedFile, daysBefore, type RetentionRule, RetentionReader } from '@aisha/database/bot';
import { RETENTION_NOTICE_DAYS, type UserId } from '@aisha/domain';
import type { AgingKind } from '@aisha/kinds/tables';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { type Calendar, calendarOfPerson, Readers } from '../../engine/conversation';
import { Effects } from '../../engine/conversation/effects';
import { avatarRemoval } from '../../callbacks/new-avatar.callbacks';
import { FileKinds } from '../../orders/file-kind';
import { RetentionRuleStore } from './retention-rule.store';
import { announcement, avatarAnnouncement } from './announcements';

/** How often the rules are applied, in milliseconds. The rules themselves count in days. */
const EVERY_MS = 600_000;
/** How many rows one transaction looks at. */
const SLICE = 200;
/** How many slices of a rule one round handles, so that a rule about a large table leaves time for the others. */
const SLICES_A_ROUND = 50;

/** A locked rule, and what reads its files within the transaction. */
interface RuleInForce {
  readonly reader: RetentionReader;
  readonly rule: RetentionRule;
}

/**
 * Announces what the owner's rules of retention will delete, and deletes it {@link RETENTION_NOTICE_DAYS} days later (decision 222).
 * Nothing is deleted unless its person was told that long before; an avatar that is used in between stays.
 */
@Injectable()
export class KeepByRules extends Periodic {
  private readonly rules = new RetentionRuleStore();

  constructor(
    private readonly database: Database,
    private readonly effects: Effects,
    private readonly kinds: FileKinds,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('retention.keep', EVERY_MS, log);
  }

  async run(): Promise<void> {
    for (const rule of await new RetentionReader(this.database).newest()) {
      if (rule.days === null) continue;
      if (rule.kept === 'avatar') await this.slices(rule, (tx, now) => this.avatars(tx, rule.id, now));
      else {
        await this.slices(rule, (tx, now) => this.announce(tx, rule.id, now));
        await this.slices(rule, (tx, now) => this.remove(tx, rule.id, now));
      }
    }
  }

  /** Handles slices of a rule, each in a transaction of its own, until none is left or the rule has had its slices of this round. */
  private async slices(rule: RetentionRule, take: (tx: Transaction, now: Date) => Promise<boolean>): Promise<void> {
    for (let taken = 0; taken < SLICES_A_ROUND && !this.isStopping; taken += 1) {
      const isMore = await this.database.transaction(
        async (tx) => (await this.rules.lock(tx, rule)) && (await take(tx, this.clock.now())),
      );
      if (!isMore) return;
    }
  }

  /** Tells people which of their files will reach the rule's age within the days of notice. Each person is told of a rule once. */
  private async announce(tx: Transaction, ruleId: string, now: Date): Promise<boolean> {
    const { reader, rule } = await this.within(tx, ruleId);
    const before = daysBefore(now, rule.days! - RETENTION_NOTICE_DAYS);
    const files = await reader.agedFiles(rule, { after: rule.toldUntil, before, limit: SLICE });
    await this.tellOfFiles(tx, { reader, rule }, files, { before, now });
    const last = files.at(-1);
    if (last) await this.rules.moved(tx, ruleId, 'told_until', last.id);
    return files.length === SLICE;
  }

  /**
   * Deletes files up to the first one whose person was not told, or was told too recently; the next round begins there. Nobody was told of a file
   * that was made after the announcements had passed its id; its person is told now, else the rule would wait there for ever.
   */
  private async remove(tx: Transaction, ruleId: string, now: Date): Promise<boolean> {
    const { reader, rule } = await this.within(tx, ruleId);
    const before = daysBefore(now, rule.days!);
    const files = await reader.agedFiles(rule, { after: rule.removedUntil, before, limit: SLICE });
    const noticed = daysBefore(now, RETENTION_NOTICE_DAYS);
    const stop = files.findIndex(({ toldAt }) => toldAt === null || toldAt > noticed);
    const gone = stop === -1 ? files : files.slice(0, stop);
    for (const { userId, toldAt: _, ...file } of gone) {
      const removal = this.kinds.views[file.kind].removal?.(file, userId);
      if (removal) await this.effects.carryOut([removal], { tx, userId });
    }
    await this.tellOfFiles(tx, { reader, rule }, files.slice(gone.length), { before, now });
    const last = gone.at(-1);
    if (last) await this.rules.moved(tx, ruleId, 'removed_until', last.id);
    if (gone.length > 0) this.log.info('retention.removed', { kept: rule.kept, files: gone.length });
    return gone.length === SLICE;
  }

  /** Tells those people of these files who were not told of the rule yet. */
  private async tellOfFiles(
    tx: Transaction,
    { reader, rule }: RuleInForce,
    files: readonly AgedFile[],
    { before, now }: { readonly before: Date; readonly now: Date },
  ): Promise<void> {
    const people = [...new Set(files.filter(({ toldAt }) => toldAt === null).map(({ userId }) => userId))];
    await this.rules.told(tx, rule.id, { subjects: people.map((userId) => ({ id: userId, userId })), now });
    for (const userId of people) {
      const kind = rule.kept as AgingKind;
      const told = { days: rule.days!, count: await reader.countAged(userId, kind, before), now };
      await this.tell(tx, userId, (calendar) =>
        announcement({ many: this.kinds.views[kind].words[calendar.language].many, ...told }, calendar),
      );
    }
  }

  /**
   * Tells people whose trained avatar has not been used for long, and deletes the avatars that are still unused when the days of notice are
   * over. After the last avatar the next round starts with the first one again.
   */
  private async avatars(tx: Transaction, ruleId: string, now: Date): Promise<boolean> {
    const { reader, rule } = await this.within(tx, ruleId);
    const avatars = await reader.trainedAvatars(ruleId, rule.toldUntil, SLICE);
    const days = rule.days!;
    const noticed = daysBefore(now, RETENTION_NOTICE_DAYS);
    for (const { id, userId, name, usedAt, isStopped, toldAt } of avatars) {
      if (usedAt >= daysBefore(now, days - RETENTION_NOTICE_DAYS)) continue;
      if (toldAt === null || toldAt < usedAt) {
        await this.rules.told(tx, ruleId, { subjects: [{ id, userId }], now });
        await this.tell(tx, userId, (calendar) => avatarAnnouncement({ id, name, usedAt, isStopped, now }, calendar));
      } else if (toldAt <= noticed && usedAt < daysBefore(now, days)) {
        await this.effects.carryOut(avatarRemoval(id, userId), { tx, userId });
        this.log.info('retention.removed', { kept: 'avatar', avatarId: id });
      }
    }
    const isMore = avatars.length === SLICE;
    await this.rules.moved(tx, ruleId, 'told_until', isMore ? avatars.at(-1)!.id : null);
    return isMore;
  }

  private async within(tx: Transaction, ruleId: string): Promise<RuleInForce> {
    const reader = new RetentionReader(Database.within(tx));
    const rule = (await reader.newest()).find(({ id }) => id === ruleId);
    if (!rule) throw new Error('the rule was locked and is gone');
    return { reader, rule };
  }

  private async tell(
    tx: Transaction,
    userId: UserId,
    contentIn: (calendar: Calendar) => ReturnType<typeof announcement>,
  ): Promise<void> {
    const calendar = await calendarOfPerson(new Readers(Database.within(tx)), userId);
    await this.effects.deliveries.add(tx, userId, contentIn(calendar), { class: 'broadcast' });
  }
}
