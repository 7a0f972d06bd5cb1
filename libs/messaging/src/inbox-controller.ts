import { Catch, Controller, Inject, UseFilters, type RpcExceptionFilter, type Type } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import { InboxHandlers } from './inbox-handlers';
import type { JobContext, ServedInbox } from './job-handler';

/** Passes the error on: Nest would replace it by "Internal server error", and the runner needs its code. */
@Catch()
class KeepErrors implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/** A Nest controller with one message pattern per job, so that `jobs.ts` stays the only list of them. */
export function inboxController(served: ServedInbox): Type {
  class InboxController {
    constructor(readonly handlers: InboxHandlers) {}
  }
  Inject(InboxHandlers)(InboxController, undefined, 0);
  const { prototype } = InboxController;
  for (const job of Object.keys(served.handlers)) {
    // The method has the job's name: interceptors and traces show it.
    const named = {
      [job](this: InboxController, data: object, context: JobContext): Promise<void> {
        return this.handlers.of(job).handle(data, context);
      },
    };
    const method: PropertyDescriptor = { configurable: true, value: named[job] };
    MessagePattern(job)(prototype, job, method);
    Object.defineProperty(prototype, job, method);
    Payload()(prototype, job, 0);
    Ctx()(prototype, job, 1);
  }
  UseFilters(KeepErrors)(InboxController);
  Controller()(InboxController);
  return InboxController;
}
