export * from './call-ledger';
