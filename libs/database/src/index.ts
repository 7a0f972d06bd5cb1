export { THEN } from './connection/after-another';
export * from './acts/operator-act.reader';
export * from './acts/operator-acts.store';
export { isConnectionLost, takesNoWrites } from './connection/connection-lost';
export { Database } from './connection/database';
export {
  afterCommit,
  answerAtEnd,
  decide,
  lastly,
  namedAtEnd,
  queryWithWrites,
  send,
  writeAtEnd,
  writeNow,
  type Transaction,
} from './connection/transaction';
export * from './database.module';
export { ENTITIES } from './entities';
export { grants, QUEUE_SCHEMA } from './grants';
export { asJsonb } from './rows/as-jsonb';
export { insertedNew } from './rows/inserted-new';
export { LOG_ARCHIVE, LOG_NEARLY_DROPPED_AT_BYTES, type LogArchive } from './log-archive';
export { refuseWrongLogin } from './login-check';
export { passwordsIn, refuseWithoutPasswords } from './logins';
export { MeasurementStore } from './measurement.store';
export { migrate, migrateAsSet, releasedMigrations, type KnownMigration } from './migrate';
export { MIGRATIONS } from './migrations';
export * from './connection/schemas';
export { SYNCED, UNSYNCED } from './connection/unsynced';
export * from './orders/backlog.reader';
export * from './orders/free-work.reader';
export * from './orders/expected-wait.reader';
export * from './orders/model-state.reader';
export * from './orders/unfinished-orders';
export * from './orders/turns';
export { usualSecondsOf } from './orders/usual-time';
export * from './orders/ordered-things.reader';
export { ownedFilesOf } from './files/owned-keys';
export { lowestIdAt } from './rows/lowest-id';
export { pageLimit } from './rows/page-limit';
export { ownedFilesOfAvatars } from './trainer/avatar-files';
export { isDirect, refuseLentSession } from './connection/pooler';
export { addressesOf, PrimaryClient } from './connection/primary';
