import type { Message } from '@aisha/contracts';
import type { WorkFacts } from '@aisha/platform';
import type { AskedWork, Consent, Feature, GlobalAction, Intents, Invoice, PaymentAnswer } from './feature';
import { type Flow, MENU } from './flow';
import type { Input } from './input';
import type { Effect } from './move';
import type { Readers } from './readers';

/** Every conversation of the bot, found by the names that rows and buttons carry. */
export class Registry {
  readonly flows: ReadonlyMap<string, Flow>;
  readonly actions: readonly GlobalAction[];
  readonly intents: Intents | undefined;
  private readonly asked: Feature['asked'];
  /** The consent that the bot asks for; undefined when it asks for none. */
  readonly consent: Consent | undefined;
  private readonly needConsent: ReadonlySet<string>;

  /** Throws if a name occurs twice, because the first entry would hide the second, and if no feature brings the menu. */
  constructor(readonly features: readonly Feature[]) {
    this.flows = unique(
      features.flatMap((feature) => (feature.flows ?? []) as readonly Flow[]),
      (flow) => flow.name,
    );
    this.actions = features.flatMap((feature) => feature.actions ?? []);
    this.intents = features.flatMap(({ intents }) => intents ?? [])[0];
    this.asked = features.flatMap(({ asked }) => asked ?? [])[0];
    this.consent = features.flatMap(({ consent }) => consent ?? [])[0];
    this.needConsent = new Set(features.flatMap(({ needConsent }) => needConsent ?? []));
    unique(
      this.actions.flatMap((action) => action.callback?.name ?? (action.command ? `/${action.command}` : [])),
      (name) => name,
    );
    if (!this.flows.has(MENU)) throw new Error(`no feature brings the flow "${MENU}"`);
  }

  /** The names of all commands, listed in the menu or not. */
  get commands(): ReadonlySet<string> {
    return new Set(this.actions.flatMap(({ command }) => command ?? []));
  }

  /** Whether a job may be sent only after its person's consent. */
  needsConsent(job: string): boolean {
    return this.needConsent.has(job);
  }

  /** The work for which a message asks; undefined for a message that asks for none. */
  askedBy(message: Message): AskedWork | undefined {
    return this.asked?.(message);
  }

  /** The facts of the first work that the effects of an input ask for; none if they ask for no work. */
  factsOf(effects: readonly Effect[]): WorkFacts {
    for (const effect of effects) {
      const asked = effect.kind === 'send' ? this.askedBy(effect.message) : undefined;
      if (asked) return asked.facts;
    }
    return {};
  }

  /** Asks the feature to which the invoice belongs whether it may be paid; false if it belongs to none. */
  async mayBePaid(invoice: Invoice, readers: Readers): Promise<PaymentAnswer> {
    for (const feature of this.features) {
      const answer = await feature.mayBePaid?.(invoice, readers);
      if (answer) return answer;
    }
    return false;
  }

  /** The conversation that has a step with this button, whose fields may be those of an earlier release. */
  flowOf(data: string): Flow | undefined {
    return [...this.flows.values()].find(({ steps }) =>
      Object.values(steps).some(({ actions }) =>
        actions.some((action) => action.on === 'button' && action.callback.isOf(data)),
      ),
    );
  }

  flow(name: string): Flow {
    const flow = this.flows.get(name);
    if (!flow) throw new Error(`no flow "${name}"`);
    return flow;
  }

  /** The global actions that may handle this input, each with the value that it takes from the input. */
  actionsFor(input: Input): { action: GlobalAction; given: unknown }[] {
    switch (input.kind) {
      case 'button':
        return this.actions.flatMap((action) => {
          const fields = action.callback?.decode(input.data);
          return fields === undefined ? [] : [{ action, given: fields }];
        });
      case 'command':
        return this.actions
          .filter((action) => action.command === input.name)
          .map((action) => ({ action, given: input.argument }));
      case 'payment':
        return this.actions
          .filter((action) => action.on === 'payment')
          .map((action) => ({ action, given: input.payment }));
      case 'text':
        return this.actions.filter((action) => action.on === 'text').map((action) => ({ action, given: input.text }));
      case 'photo':
      case 'file':
      case 'voice':
      case 'audio':
      case 'video':
        return this.actions
          .filter((action) => action.on === input.kind)
          .map((action) => ({ action, given: input.file }));
      case 'caption':
      case 'edited':
      case 'other':
        return [];
    }
  }
}

function unique<T>(things: readonly T[], nameOf: (thing: T) => string): Map<string, T> {
  const byName = new Map<string, T>();
  for (const thing of things) {
    const name = nameOf(thing);
    if (byName.has(name)) throw new Error(`two of the name "${name}"`);
    byName.set(name, thing);
  }
  return byName;
}
