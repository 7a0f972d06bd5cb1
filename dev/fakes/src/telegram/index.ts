export { CALL_FAULTS, UPDATE_FAULTS } from './faults';
export type { CallFaultKind, Fault, FaultRequest, UpdateFaultKind } from './faults';
export { GroupMember } from './group-member';
export type { PaymentOutcome } from './payments';
export { type JoinOptions, MORE, Person, type SeesOptions } from './person';
export type { SeenFile, SeenMessage } from './person-view';
export type { RecordedCall } from './recorder';
export { startTelegram, type TelegramOptions, type FakeTelegram } from './start';
export type * from './wire';
