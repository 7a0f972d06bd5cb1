import type { Database } from '@aisha/database';

/** Every statement the database is sent from now on, BEGIN and COMMIT among them; grows while the test goes on. */
export function statementsOf({ dataSource }: Database): readonly string[] {
  const statements: string[] = [];
  const ignore = (): void => {};
  dataSource.setOptions({
    logging: ['query'],
    logger: {
      logQuery: (statement) => void statements.push(statement),
      logQueryError: ignore,
      logQuerySlow: ignore,
      logSchemaBuild: ignore,
      logMigration: ignore,
      log: ignore,
    },
  });
  return statements;
}
