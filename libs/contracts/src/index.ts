export * from './inbox';
export * from './order-fields';
export * from './order-input';
export * from './order-messages';
export * from './sealed-message';
export * from './finish-at-provider';
export * from './cancel-order';
export * from './parse-payload';
