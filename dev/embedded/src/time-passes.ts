/** Runs a statement as the owner of the tables. */
export type AskRows = (statement: string) => Promise<readonly unknown[]>;

interface Column {
  readonly name: string;
  readonly column: string;
  readonly type: 'timestamp with time zone' | 'date' | 'jsonb';
}

const HOURS_A_DAY = 24;
/**
 * Times are moved this many days away first, and then to their place. UPDATE moves one row after another, so a row could otherwise get the
 * time that another row with the same key still has.
 */
const DAYS_OUT_OF_THE_WAY = 500_000;
/** A moment as JSON writes it: drafts of conversations hold some. */
const MOMENT = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z';

/** Every column of the product's tables that may hold a moment, without those of the queue and of Postgres itself. */
const COLUMNS = `SELECT format('%I.%I', table_schema, table_name) AS name, format('%I', column_name) AS column, data_type AS type
  FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
  WHERE table_type = 'BASE TABLE' AND data_type IN ('timestamp with time zone', 'date', 'jsonb') AND is_generated = 'NEVER'
    AND table_schema NOT IN ('pg_catalog', 'information_schema', 'bullmq')`;

/**
 * Moves all times in the product's rows back by this many hours, as if so much time had passed; dates without a time move only by whole
 * days. No app may run meanwhile, because it would write the present time beside the moved ones. Triggers and foreign keys are off, as when
 * a backup is restored.
 */
export const timePasses = async (ask: AskRows, hours: number): Promise<void> => {
  const columns = (await ask(COLUMNS)) as readonly Column[];
  const days = Math.floor(hours / HOURS_A_DAY);
  const statements = [
    ...moved(columns, { hours: -DAYS_OUT_OF_THE_WAY * HOURS_A_DAY, days: -DAYS_OUT_OF_THE_WAY }),
    ...moved(columns, { hours: DAYS_OUT_OF_THE_WAY * HOURS_A_DAY - hours, days: DAYS_OUT_OF_THE_WAY - days }),
    ...columns.filter(({ type }) => type === 'jsonb').map((column) => movedInside(column, hours)),
  ];
  await ask(
    `DO $$ DECLARE v_row record; v_text text; v_moment text; BEGIN SET LOCAL session_replication_role = replica; ${statements.join('; ')}; END $$`,
  );
};

/** One statement moves all columns of a table, so that a constraint on two of them holds throughout. */
const moved = (columns: readonly Column[], by: { readonly hours: number; readonly days: number }): string[] =>
  [
    ...Map.groupBy(
      columns.filter(({ type }) => type !== 'jsonb'),
      ({ name }) => name,
    ),
  ].map(([name, own]) => {
    const set = own.map(({ column, type }) =>
      type === 'date' ? `${column} = ${column} + (${by.days})` : `${column} = ${column} + interval '${by.hours} hours'`,
    );
    return `UPDATE ${name} SET ${set.join(', ')}`;
  });

const movedInside = ({ name, column }: Column, hours: number): string => `
  FOR v_row IN SELECT ctid AS place, ${column}::text AS told FROM ${name} WHERE ${column}::text ~ '${MOMENT}' LOOP
    v_text := v_row.told;
    FOR v_moment IN SELECT DISTINCT v_hit[1] FROM regexp_matches(v_row.told, '${MOMENT}', 'g') AS v_hit LOOP
      v_text := replace(v_text, v_moment,
        to_char((v_moment::timestamptz - interval '${hours} hours') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
    END LOOP;
    UPDATE ${name} SET ${column} = v_text::jsonb WHERE ctid = v_row.place;
  END LOOP`;
