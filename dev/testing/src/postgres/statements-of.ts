import { type Database, THEN } from '@aisha/database';

/** A growing list of every statement sent to the database from now on, with BEGIN and COMMIT. */
export function statementsOf({ dataSource }: Database): readonly string[] {
  const statements: string[] = [];
  const ignore = (): void => {};
  dataSource.setOptions({
    logging: ['query'],
    logger: {
      logQuery: (statement) => void statements.push(...statement.split(THEN)),
      logQueryError: ignore,
      logQuerySlow: ignore,
      logSchemaBuild: ignore,
      logMigration: ignore,
      log: ignore,
    },
  });
  return statements;
}
