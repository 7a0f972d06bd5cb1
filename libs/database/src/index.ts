export * from './database';
export * from './database.module';
export { ENTITIES } from './entities';
export { migrate } from './migrate';
export { MIGRATIONS } from './migrations';
export * from './schemas';
export { newOrder, PaidOrder } from './orders/paid-order.entity';
export * from './orders/late-cancels.reader';
export * from './orders/expected-wait.reader';
