export * from './credit-purchase.job';
export * from './give-credits.job';
export * from './inbox';
export * from './keep-provider-bill.job';
export * from './open-account.job';
export * from './place-hold.job';
export * from './refund-purchase.job';
export * from './settle-hold.job';
