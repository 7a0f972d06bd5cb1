import { Matches } from 'class-validator';

/**
 * A name has 40 characters at most, so that a login's name with its suffix stays below the 63 characters of Postgres. Postgres reserves
 * names that begin with `pg_`.
 */
export const INSTALLATION_NAME = /^(?!pg(_|$))[a-z][a-z0-9_]{0,39}$/;

/**
 * A field with the installation's name. The names of the installation's logins and queues begin with it, because other installations may use
 * the same servers.
 */
export const InstallationField = () =>
  Matches(INSTALLATION_NAME, {
    message: '$property must be a-z, 0-9 and _, at most 40, with a letter first and not pg',
  });
