import { Matches } from 'class-validator';

/**
 * 40 characters, so that the name of a login with its suffix stays below the 63 of Postgres, which reserves names with
 * `pg_`.
 */
export const INSTALLATION_NAME = /^(?!pg(_|$))[a-z][a-z0-9_]{0,39}$/;

/** The prefix of an installation for the names of its things on servers that it may share with others. */
export const InstallationField = () =>
  Matches(INSTALLATION_NAME, {
    message: '$property must be a-z, 0-9 and _, at most 40, with a letter first and not pg',
  });
