/** SQL: makes anew the view of operators' acts over all apps, from each schema that has the table. */
export const REPORT_ACTS = `
  DO $$ DECLARE acts text; BEGIN
    SELECT string_agg(format('SELECT %L::text AS schema, id, act, operator, reason, user_id, subject, details, outcome, created_at FROM %I.operator_act',
                             table_schema, table_schema), ' UNION ALL ' ORDER BY table_schema)
      INTO acts FROM information_schema.tables
     WHERE table_name = 'operator_act' AND table_type = 'BASE TABLE';
    EXECUTE 'CREATE OR REPLACE VIEW report.operator_act AS ' || acts;
    COMMENT ON VIEW report.operator_act IS 'Every act of an operator over all apps: who, what, why, about whom, and what came of it.';
  END $$`;
