import { Injectable } from '@nestjs/common';
import type { SetRetention } from '@aisha/contracts/bot-gateway';
import { OperatorActs } from '@aisha/database';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { RetentionRuleStore } from './retention-rule.store';

/** Sets how long files of a kind, or unused avatars, are kept. The rule has the id of the act. */
@Injectable()
export class SetRetentionHandler implements JobHandler<SetRetention> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly rules: RetentionRuleStore,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: SetRetention, context: JobContext): Promise<void> => {
    const { actId, operator, kept, days = null } = asked;
    const act = { act: 'set-retention', subject: kept } as const;
    const done = await context.once((tx) =>
      this.acts.record(tx, asked, act, async () => {
        await this.rules.set(tx, { id: actId, kept, days });
        return { outcome: 'done', details: { days: days ?? 'until-deleted' } };
      }),
    );
    if (done) this.log.info('retention.set', { operator, kept, days });
  };
}
