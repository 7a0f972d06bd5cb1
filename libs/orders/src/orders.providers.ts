import type { Provider, Type } from '@nestjs/common';
import { Database, type PersonSchema } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import type { ORDER_KIND, OrderKind } from '@aisha/kinds';
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

/** The kinds of orders of an app, whose tables lie in its schema. */
type KindIn<App extends PersonSchema> = {
  [Kind in OrderKind]: (typeof ORDER_KIND)[Kind]['table'] extends `${App}.${string}` ? Kind : never;
}[OrderKind];

interface OrdersOptions<App extends PersonSchema> {
  readonly schema: App;
  /** The app's configuration class; it has `WithOrders`. */
  readonly config: Type<OrdersConfig & Pick<AppConfig, 'STOP_GRACE_MS'>>;
  /** The work of each kind of the app; a kind that is left out does not compile. The classes themselves are among the app's providers. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- works of kinds with different columns stand side by side
  readonly works: Readonly<Record<KindIn<App>, Type<AnyWork<any, any, any>>>>;
}

const PARTS = 'orders.parts';

/** The providers of an app with local work only. */
export const localOrders = <App extends PersonSchema>(options: OrdersOptions<App>): Provider[] => providersOf(options);

/**
 * The providers of an app that sends work to a provider. The app also provides `RemoteQueue`; `account` reads the
 * limits of our account there from the configuration.
 */
export const remoteOrders = <App extends PersonSchema, Config extends OrdersConfig>(
  options: OrdersOptions<App> & {
    readonly config: Type<Config>;
    readonly account: (config: Config) => ProviderAccount;
  },
): Provider[] => [
  ...providersOf(options, { account: options.account as (config: OrdersConfig) => ProviderAccount }),
  {
    provide: MeasureSlots,
    inject: [PARTS],
    useFactory: ({ provider, clock, log }: Parts) => new MeasureSlots(provider!.slots, clock, log),
  },
];

function providersOf<App extends PersonSchema>(
  { schema, config, works }: OrdersOptions<App>,
  remote?: { readonly account: (config: OrdersConfig) => ProviderAccount },
): Provider[] {
  const kinds = Object.keys(works) as KindIn<App>[];
  const classes = kinds.map((kind) => works[kind]);
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
      const inject = [ORDERS, works[kind]];
      return { provide: engineOf(kind), inject, useFactory: (orders: Orders, work: AnyWork) => orders.engine(work) };
    }),
  ];
}
