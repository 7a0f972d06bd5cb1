import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { RETENTION_MS } from '@aisha/domain';
import { Clock, Forgetting, Logger } from '@aisha/platform';
import { KnownFaceStore } from '../whose-face/known-face.store';
import { ReportStore } from './report.store';
import { SelfieStore } from '../whose-face/selfie.store';

/**
 * Removes selfies, closed reports and the faces of stopped avatars when their time is over. Within a minute after a person withdraws their
 * consent, also removes what they wrote in a report and the face they gave for it.
 */
@Injectable()
export class ForgetFaces extends Forgetting {
  private readonly reports = new ReportStore();
  private readonly known = new KnownFaceStore();
  private readonly selfies = new SelfieStore();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('faces.forget', log);
  }

  protected async forget(lookBackDays: number): Promise<void> {
    const before = (ms: number) => new Date(this.clock.now().getTime() - ms);
    await this.database.transaction(async (tx) => {
      await this.selfies.forgetOlder(tx, before(RETENTION_MS.selfie));
      await this.reports.forgetClosed(tx, before(RETENTION_MS.closedReport));
      await this.known.forgetStopped(tx, before(RETENTION_MS.stoppedFace));
      await this.reports.forgetWords(tx, lookBackDays);
      await this.known.forgetReported(tx, lookBackDays);
    });
  }
}
