export * from '@aisha/kinds/fields';
export * from './inbox';
export * from './order-messages';
export * from './continuation';
export * from './finish-at-provider';
export * from './cancel-order';
export * from './parse-payload';
export * from './words-of-people';
