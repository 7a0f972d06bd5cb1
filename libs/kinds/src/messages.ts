export * from './lists/messages';
export * from './order/start-message';
export * from './all-kinds/start-messages';
