export * from './inbox-server';
export * from './job-handler';
export * from './messaging.module';
export { firstToCome, OncePerMessage, startComesFirst } from './once-per-message';
export * from './outbox';
export type { OutgoingMessage } from './outgoing-message';
export { OutboxRelay } from './outbox-relay';
export { QueueBackend } from './queue-backend';
export { connectionTo } from './queue-driver';
export { QueueSender } from './queue-sender';
export { ForgetPersonRowsHandler, ListPersonRowsHandler } from './person-rows.handlers';
export { RECEIVER_SCHEMAS } from './receiver-schemas';
export {
  AT_ONCE_AT_MOST,
  atOnce,
  OperatedQueues,
  QueueSettingsStore,
  type QueueChange,
  type QueueSetting,
} from './queue-settings.store';
export * from './sender';
export { MESSAGING_TIMEOUTS } from './timeouts';
export * from './dead-letters';
export { deadLetterJobs, DecideDeadLetterHandler } from './decide-dead-letter.handler';
