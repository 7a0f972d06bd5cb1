import { LOG_NEARLY_DROPPED_AT_BYTES } from '@aisha/database';
import { appsWith, finding, isDown, toDo, type Sign } from './finding.mts';

/** The share of Postgres' connections from which on a fault is reported: at the limit Postgres refuses connections, and busy apps need more. */
const CONNECTIONS_FULL = 0.9;

/** Postgres sends a part of its log each minute, and repeats a failed part within a minute, so a single failure needs no act. */
const LOG_UNSENT_MIN = 5;

export const postgresIsAway: Sign = ({ apps: { instances }, database }) => {
  const without = appsWith(instances, (instance) => isDown('postgres', instance));
  if (database?.answers === false)
    return [
      finding(
        `Postgres does not answer: ${database.why}.`,
        'the bot takes taps again once it is back; nothing is lost, nothing is charged meanwhile',
        'postgres-failover',
      ),
    ];
  if (without.length === 0) return [];
  return [
    finding(
      `Postgres does not answer ${without.join(', ')}.`,
      'what these apps do stands still; nothing is lost',
      'postgres-failover',
    ),
  ];
};

export const postgresTakesNoWrites: Sign = ({ database }) => {
  if (!database?.answers) return [];
  const people = 'the bot does not answer: no tap can be written down; Telegram brings them again for a day';
  if (database.isStandby)
    return [finding('The address of Postgres leads to a standby, which takes no writes.', people, 'postgres-failover')];
  if (database.refusesWrites === null) return [];
  return [finding(`Postgres takes no writes: ${database.refusesWrites}.`, people, 'disk-full')];
};

export const postgresIsFull: Sign = ({ database }) => {
  if (!database?.answers) return [];
  const { used, most } = database.connections;
  if (used < most * CONNECTIONS_FULL) return [];
  return [
    toDo(
      `${used} of Postgres' ${most} connections are in use.`,
      'answers become slow, then apps lose Postgres',
      'database',
    ),
  ];
};

export const schemaIsOld: Sign = ({ database }) => {
  if (!database?.answers || database.missingMigrations === 0) return [];
  return [
    finding(
      `The database lacks ${database.missingMigrations} migrations of this release.`,
      'apps of this release do not start; those of the one before go on',
      'bad-release',
    ),
  ];
};

export const logIsNotKept: Sign = ({ database }) => {
  const {
    isFailing = false,
    sentMinutesAgo = null,
    unsentBytes = 0,
  } = (database?.answers && database.logArchive) || {};
  if (unsentBytes !== null && unsentBytes > LOG_NEARLY_DROPPED_AT_BYTES)
    return [
      finding(
        `${Math.round(unsentBytes / 2 ** 30)} GiB of Postgres' log of changes wait for its archive: pgBackRest drops it from 20 GiB on.`,
        'nobody notices anything; no moment after a drop can be restored until there is a new whole copy',
        'no new backup',
      ),
    ];
  if (!isFailing || (sentMinutesAgo !== null && sentMinutesAgo < LOG_UNSENT_MIN)) return [];
  const since =
    sentMinutesAgo === null ? 'none of it was ever sent' : `the last of it ${Math.round(sentMinutesAgo)} minutes ago`;
  return [
    finding(
      `Postgres' log of changes does not reach its archive: ${since}.`,
      'nobody notices anything; what would be lost grows, and so does the log on the disk of Postgres',
      'no new backup',
    ),
  ];
};
