import { Injectable } from '@nestjs/common';
import { RETENTION_MS } from '@aisha/domain';
import { Clock, Forgetting, Logger } from '@aisha/platform';
import { everyIncomingText, ObjectStore } from '@aisha/storage';
import { SentTextStore } from './sent-text.store';

/**
 * Removes the texts that people sent: each a day after it came, and all texts and templates of a person within a minute after that person
 * withdraws the consent. What an open order needs stays. Also removes, after a day, files that were never read.
 */
@Injectable()
export class ForgetSentTexts extends Forgetting {
  constructor(
    private readonly texts: SentTextStore,
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('sent-texts.forget', log);
  }

  protected async forget(lookBackDays: number): Promise<void> {
    const before = new Date(this.clock.now().getTime() - RETENTION_MS.sentText);
    await this.texts.forget(before, lookBackDays);
    const removed = await this.objects.removePrefix(everyIncomingText, { storedBefore: before });
    if (removed > 0) this.log.warn('sent-texts.forgotten', { removed });
  }
}
