export * from './inbox';
export * from './enumerated-values';
export * from './order-fields';
export * from './continuation';
export * from './finish-at-provider';
export * from './cancel-order';
export * from './parse-payload';
