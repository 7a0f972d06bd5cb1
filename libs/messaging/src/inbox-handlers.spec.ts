import { describe, expect, it } from '@jest/globals';
import { defineInbox, FinishAtProvider } from '@aisha/contracts';
import { ModulesContainer } from '@nestjs/core';
import { InboxHandlers } from './inbox-handlers';
import { serveInbox, type JobHandler } from './job-handler';

class Finish implements JobHandler<FinishAtProvider> {
  readonly handle = async (): Promise<void> => {};
}
const served = serveInbox(
  defineInbox('billing', { finish: FinishAtProvider }),
  { concurrency: 1 },
  { finish: { handler: Finish, attempts: 1, timeoutMs: 1_000 } },
);

describe('the handlers of an inbox', () => {
  it('asking for a handler before its inbox listens throws an error that says so', () => {
    const handlers = new InboxHandlers(served as never, new ModulesContainer(), class {});

    expect(() => handlers.of('finish')).toThrow(/finish has no handler yet/);
  });

  it('building a handler in an app that does not import messaging throws an error that says so', async () => {
    const handlers = new InboxHandlers(served as never, new ModulesContainer(), class {});

    await expect(handlers.build()).rejects.toThrow(/No module imports the inbox/);
  });
});
