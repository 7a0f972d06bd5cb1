import type { KIND_FIXTURE } from './lists/fixtures';
import type { OrderKind } from './lists/kinds';

export * from './lists/fixtures';
export type { KindFixture } from './order/kind-fixture';

/** An order's row, by its kind. */
export type RowOf<Kind extends OrderKind> = InstanceType<(typeof KIND_FIXTURE)[Kind]['entity']>;
