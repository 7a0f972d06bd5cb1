import { describe, expect, it } from '@jest/globals';
import { CancelOrder, defineInbox, FinishAtProvider } from '@aisha/contracts';
import { serveInbox, type JobHandler } from './job-handler';

/** `npm run typecheck` checks the lines that must not compile: an expected error that does not come is an error. */
class Cancel implements JobHandler<CancelOrder> {
  readonly handle = async (data: CancelOrder): Promise<void> => void data.userId;
}
class Finish implements JobHandler<FinishAtProvider> {
  readonly handle = async (data: FinishAtProvider): Promise<void> => void data.source;
}
const inbox = defineInbox('billing', { cancel: CancelOrder, finish: FinishAtProvider });
const limits = { attempts: 3, timeoutMs: 1_000 };
const options = { concurrency: 1 };

describe('an inbox', () => {
  it('an inbox is served by one handler per job', () => {
    const served = serveInbox(inbox, options, {
      cancel: { handler: Cancel, ...limits },
      finish: { handler: Finish, ...limits },
    });

    expect(Object.keys(served.handlers)).toEqual(Object.keys(inbox.jobs));
  });

  it('an inbox does not compile with a handler too few, one too many, or one that wants other data', () => {
    const wrong = () => [
      // @ts-expect-error -- finish has no handler
      serveInbox(inbox, options, { cancel: { handler: Cancel, ...limits } }),
      serveInbox(inbox, options, {
        cancel: { handler: Cancel, ...limits },
        finish: { handler: Finish, ...limits },
        // @ts-expect-error -- the inbox has no such job
        unknown: { handler: Finish, ...limits },
      }),
      serveInbox(inbox, options, {
        // @ts-expect-error -- a handler of FinishAtProvider cannot be given a CancelOrder
        cancel: { handler: Finish, ...limits },
        finish: { handler: Finish, ...limits },
      }),
    ];

    expect(wrong).toBeInstanceOf(Function);
  });
});
