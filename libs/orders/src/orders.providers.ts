import type { Provider, Type } from '@nestjs/common';
import { Database, type PersonSchema } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import type { OrderKind } from '@aisha/kinds';
import { Outbox } from '@aisha/messaging';
import { Clock, Logger, type AppConfig } from '@aisha/platform';
import { RemoteQueue, type ProviderAccount } from '@aisha/providers/ports';
import { Dispatcher } from './dispatcher';
import { FreeWorkStore } from './free-work.store';
import { engineOf } from './order-jobs';
import { MeasureSlots } from './measure-slots';
import { ORDERS, ordersOf, type Orders } from './orders';
import { OrdersConfig } from './orders.config';
import type { AnyWork } from './paid-work';
import type { Parts } from './parts';
import { ProviderCallStore } from './provider-call.store';
import { ProviderSlots } from './provider-slots.store';

interface OrdersOptions {
  readonly schema: PersonSchema;
  /** The app's configuration class; it has `WithOrders`. */
  readonly config: Type<OrdersConfig & Pick<AppConfig, 'STOP_GRACE_MS'>>;
  /** The kinds that the app works on; the classes themselves are among the app's providers. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- works of kinds with different columns stand side by side
  readonly works: Readonly<Partial<Record<OrderKind, Type<AnyWork<any, any, any>>>>>;
}

const PARTS = 'orders.parts';

/** The providers of an app with local work only. */
export const localOrders = (options: OrdersOptions): Provider[] => providersOf(options);

/**
 * The providers of an app that sends work to a provider. The app also provides `RemoteQueue`; `account` reads the
 * limits of our account there from the configuration.
 */
export const remoteOrders = <Config extends OrdersConfig>(
  options: OrdersOptions & { readonly config: Type<Config>; readonly account: (config: Config) => ProviderAccount },
): Provider[] => [
  ...providersOf(options, { account: options.account as (config: OrdersConfig) => ProviderAccount }),
  {
    provide: MeasureSlots,
    inject: [PARTS],
    useFactory: ({ provider, clock, log }: Parts) => new MeasureSlots(provider!.slots, clock, log),
  },
];

function providersOf(
  { schema, config, works }: OrdersOptions,
  remote?: { readonly account: (config: OrdersConfig) => ProviderAccount },
): Provider[] {
  const kinds = Object.keys(works) as OrderKind[];
  const classes = Object.values(works);
  return [
    HoldReader,
    {
      provide: PARTS,
      inject: [
        Database,
        HoldReader,
        ProviderCallStore,
        FreeWorkStore,
        Outbox,
        Clock,
        Logger,
        config,
        ...(remote ? [RemoteQueue] : []),
      ],
      useFactory: (
        database: Database,
        holds: HoldReader,
        calls: ProviderCallStore,
        freeWork: FreeWorkStore,
        outbox: Outbox,
        clock: Clock,
        log: Logger,
        settings: OrdersConfig,
        queue?: RemoteQueue,
      ): Parts => {
        const parts = { schema, database, holds, calls, freeWork, outbox, clock, log };
        if (!remote || !queue) return parts;
        return { ...parts, provider: { queue, slots: new ProviderSlots(database, schema, remote.account(settings)) } };
      },
    },
    {
      provide: ORDERS,
      inject: [PARTS, config, ...classes],
      useFactory: (
        parts: Parts,
        settings: OrdersConfig & Pick<AppConfig, 'STOP_GRACE_MS'>,
        ...given: AnyWork[]
      ): Orders =>
        ordersOf(Object.fromEntries(given.map((work) => [work.kind, work])), parts, {
          everyMs: settings.ORDERS_DISPATCH_MS,
          stopGraceMs: settings.STOP_GRACE_MS,
        }),
    },
    { provide: Dispatcher, inject: [ORDERS], useFactory: ({ dispatcher }: Orders) => dispatcher },
    ...kinds.map((kind): Provider => {
      const inject = [ORDERS, works[kind]!];
      return { provide: engineOf(kind), inject, useFactory: (orders: Orders, work: AnyWork) => orders.engine(work) };
    }),
  ];
}
