import type { Product } from './product';

const SCHEMAS = ['bot', 'billing', 'trainer', 'generator', 'transcriber', 'enhancer', 'console', 'api'];

/**
 * Moves all times in the product's rows back by this many hours. No app may run meanwhile, because it would write the present time beside
 * the moved ones. Triggers and foreign keys are off, as when a backup is restored.
 */
export const timePasses = async (database: Pick<Product, 'sql'>, hours: number): Promise<void> => {
  const columns = await database.sql<{ name: string; columns: string[] }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name, array_agg(column_name::text) AS columns
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = ANY ($1) AND table_type = 'BASE TABLE' AND data_type = 'timestamp with time zone'
        AND is_generated = 'NEVER'
      GROUP BY 1`,
    [SCHEMAS],
  );
  const earlier = columns.map(({ name, columns: moments }) => {
    const set = moments.map((column) => `"${column}" = "${column}" - interval '${hours} hours'`).join(', ');
    return `UPDATE ${name} SET ${set}`;
  });
  await database.sql(`DO $$ BEGIN SET LOCAL session_replication_role = replica; ${earlier.join('; ')}; END $$`);
};
