export * from './lists/messages';
export * from './order/start-message';
export * from './order/start-messages';
