import type { AvatarId } from '@aisha/domain';
import type { PaidOrder } from './paid-order.entity';

/** The columns that only this kind has, and when the order was ready. */
type Own<Order extends PaidOrder> = Omit<Order, keyof PaidOrder> & Partial<Pick<PaidOrder, 'readyAt'>>;

/** An avatar of the order's person. It is made for the order unless the spec sets the column that `unless` names. */
interface FixtureAvatar<Order extends PaidOrder> {
  readonly unless: keyof Order;
  readonly status: 'training' | 'completed';
  /** How many accepted photos the avatar has; absent: as many as a training needs. */
  readonly photos?: number;
}

/** The row of an order that a spec starts from: delivered orders have their files, others have none. */
export interface KindFixture<Order extends PaidOrder> {
  readonly entity: new () => Order;
  /** The kind's own columns; a value that the spec gives replaces one of these. */
  readonly own: (
    asked: PaidOrder & Partial<Order>,
    given: { readonly avatarId: AvatarId; readonly newId: <Id extends string>() => Id },
  ) => Own<Order>;
  readonly avatar?: FixtureAvatar<Order>;
}
