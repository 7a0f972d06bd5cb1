import { Injectable } from '@nestjs/common';
import { RETENTION_MS } from '@aisha/domain';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { everyIncomingText, ObjectStore } from '@aisha/storage';
import { SentTextStore } from './sent-text.store';

const FORGET_EVERY_MS = 60_000;
/** At the start of the app: longer than we may be down. */
const FIRST_LOOK_BACK_DAYS = 30;
/** While it runs: longer than an order goes on after the consent is withdrawn. */
const LOOK_BACK_DAYS = 1;

/** Removes texts that people sent: a day after, within a minute after the consent is withdrawn, and files that were never read. */
@Injectable()
export class ForgetSentTexts extends Periodic {
  private lookBackDays = FIRST_LOOK_BACK_DAYS;

  constructor(
    private readonly texts: SentTextStore,
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('sent-texts.forget', FORGET_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - RETENTION_MS.sentText);
    await this.texts.forget(before, this.lookBackDays);
    this.lookBackDays = LOOK_BACK_DAYS;
    const removed = await this.objects.removePrefix(everyIncomingText, { storedBefore: before });
    if (removed > 0) this.log.warn('sent-texts.forgotten', { removed });
  }
}
