export * from './ports/call-ledger';
