import { Matches } from 'class-validator';

/** 40 characters: with what follows, the name of a login stays below the 63 of Postgres, which keeps what begins with `pg_` to itself. */
export const INSTALLATION_NAME = /^(?!pg(_|$))[a-z][a-z0-9_]{0,39}$/;

/** The name that an installation puts before what it keeps on servers that it may share with others. */
export const InstallationField = () =>
  Matches(INSTALLATION_NAME, {
    message: '$property must be a-z, 0-9 and _, at most 40, with a letter first and not pg',
  });
