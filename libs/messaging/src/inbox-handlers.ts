import type { Type } from '@nestjs/common';
import { ModulesContainer, ModuleRef } from '@nestjs/core';
import type { JobHandler, ServedInbox } from './job-handler';

/** The instances that do the jobs of an inbox, one per handler class. */
export class InboxHandlers {
  private readonly instances = new Map<Type, JobHandler<object>>();

  constructor(
    private readonly served: ServedInbox,
    private readonly modules: ModulesContainer,
    private readonly host: Type,
  ) {}

  /** Builds every handler now: a missing dependency stops the start, not the first message. */
  async build(): Promise<void> {
    const app = this.importer();
    for (const { handler } of Object.values(this.served.handlers)) {
      if (!this.instances.has(handler)) this.instances.set(handler, await find(app, handler));
    }
  }

  of(job: string): JobHandler<object> {
    const setup = this.served.handlers[job];
    const instance = setup && this.instances.get(setup.handler);
    if (!instance) throw new Error(`${job} has no handler yet: the inbox does not listen`);
    return instance;
  }

  /** The module that imports messaging. The handlers may inject what it provides. */
  private importer(): ModuleRef {
    for (const module of this.modules.values()) {
      if (![...module.imports].some(({ metatype }) => metatype === this.host)) continue;
      const reference = module.getProviderByKey<ModuleRef>(ModuleRef)?.instance;
      if (reference) return reference;
    }
    throw new Error('No module imports the inbox');
  }
}

/** The handler the app provides, or a new one built from the app's providers. */
const find = async (app: ModuleRef, handler: Type<JobHandler<object>>): Promise<JobHandler<object>> => {
  try {
    return app.get(handler, { strict: false });
  } catch {
    return app.create(handler);
  }
};
