export { CALL_FAULTS, UPDATE_FAULTS } from './state/faults';
export type { CallFaultKind, Fault, FaultRequest } from './state/faults';
export { GroupMember } from './group-member';
export { type JoinOptions, MORE, Person } from './person';
export type { SeenMessage } from './person-view';
export { startTelegram, type FakeTelegram } from './start';
export type * from './wire/wire';
