export * from './account.entity';
export * from './transaction.entity';
export * from './entry.entity';
export * from './credit-hold.entity';
export * from './price.entity';
export * from './purchase.entity';
