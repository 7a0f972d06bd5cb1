import { DAY_MS } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import type { Message } from '@aisha/contracts';
import type { Transaction } from '@aisha/database';
import { Outbox } from '@aisha/messaging';
import { archivesOfPerson, ObjectStore } from '@aisha/storage';
import { myDataTexts } from '@aisha/words';
import { Cards } from '../../engine/cards/cards';
import { calendarOf, clockText } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { erasureCard, STEPS } from './erasure.card';
import { type ErasedPerson, type OpenErasure, reportKey } from './erasure.store';

/**
 * How long after the report the gateway still asks the apps again, in milliseconds: the sum of `LOOKS_AFTER_MS` in erasures.ts without its
 * first hour.
 */
const LOOK_FOR_MS = 10 * DAY_MS;

/** The gateway's own files of a person: archives and exports that were packed. */
@Injectable()
export class OwnFiles {
  constructor(private readonly objects: ObjectStore) {}

  remove(userId: OpenErasure['userId']): Promise<number> {
    return this.objects.removePrefix(archivesOfPerson(userId));
  }
}

/** Asks the other apps, and tells the person how far the erasure is. */
@Injectable()
export class ErasureNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly cards: Cards,
    private readonly deliveries: Deliveries,
  ) {}

  /** Adds the messages of a stage to the outbox, and shows the stage on the card; with the stage null the card stays as it is. */
  async asks(
    tx: Transaction,
    { userId, answers }: OpenErasure,
    stage: 'credits' | 'apps' | null,
    messages: readonly Message[],
  ): Promise<void> {
    await this.outbox.add(tx, ...messages);
    if (!stage) return;
    await this.cards.update(
      tx,
      erasureCard,
      userId,
      userId,
      (before) => before && { stage, done: answers.filter((by) => by !== 'plans').length, of: STEPS },
    );
  }

  /** Sends the dated report, which is the last message to the person. Sends nothing to a person who has blocked the bot. */
  async reports(
    tx: Transaction,
    { id, userId, rows, files }: OpenErasure,
    person: ErasedPerson | undefined,
  ): Promise<void> {
    if (!person || person.isAway) return;
    const { language, timeZone } = person;
    const now = new Date();
    const calendar = calendarOf(language, timeZone);
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: calendar.timeZone }).format(now);
    const at = `${day}, ${clockText(now, calendar)}`;
    const text = myDataTexts[language].erased({ at, rows, files, number: id.slice(0, 8), lookForMs: LOOK_FOR_MS });
    await this.cards.remove(tx, erasureCard, userId, userId);
    await this.deliveries.add(tx, userId, messageWith(text), { onceFor: reportKey(id) });
  }
}
