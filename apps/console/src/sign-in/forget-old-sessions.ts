import { Logger, Periodic } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { SessionStore } from './session.store';

const ONCE_AN_HOUR_MS = 3_600_000;

/** Removes links a day after they have expired, and sessions a day after their longest time. */
@Injectable()
export class ForgetOldSessions extends Periodic {
  constructor(
    private readonly sessions: SessionStore,
    log: Logger,
  ) {
    super('desk.forget-sessions', ONCE_AN_HOUR_MS, log);
  }

  async run(): Promise<void> {
    await this.sessions.forgetOld();
  }
}
