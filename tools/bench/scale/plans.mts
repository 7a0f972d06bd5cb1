/** A node of an executed plan in EXPLAIN's JSON. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Schema?: string;
  readonly 'Index Name'?: string;
  /** The rows of one loop, on average. */
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

export interface RunPlan {
  /** The name of the session: `aisha:<role>`. */
  readonly by: string;
  readonly statement: string;
  readonly plan: PlanNode;
}

/** A statement that reads more of a large table than its answer needs. */
export interface Offence {
  readonly by: string;
  readonly statement: string;
  /** The plan as text. */
  readonly how: string;
  readonly table: string;
  /** Rows read in all, including discarded ones. */
  readonly rows: number;
}

/** Starts each line of the log with the session's application name. */
export const LOG_LINE_PREFIX = '%a|';
const BEGINNING = /^([^|]*)\|LOG:\s+duration: .* plan:$/;

/** Reads line by line what auto_explain writes into Postgres' log. */
export class PlanLog {
  readonly plans: RunPlan[] = [];
  /** How many plans cannot be read, because two sessions wrote at once: a pipe that is full takes a long message in parts. */
  torn = 0;
  private by: string | undefined;
  private lines: string[] = [];

  readonly read = (line: string): void => {
    const beginning = BEGINNING.exec(line);
    if (beginning) {
      this.by = beginning[1] ?? '';
      this.lines = [];
    } else if (this.by !== undefined && line.startsWith('\t')) {
      this.lines.push(line);
      if (line === '\t}') this.end(this.by);
    }
  };

  private end(by: string): void {
    this.by = undefined;
    const written = this.lines.join('\n').replaceAll('\t', ' ');
    try {
      const { 'Query Text': statement, Plan: plan } = JSON.parse(written) as { 'Query Text': string; Plan: PlanNode };
      this.plans.push({ by, statement, plan });
    } catch {
      this.torn += 1;
    }
  }
}

/** A statement that may read many rows, and why. */
export interface Allowance {
  readonly statement: RegExp;
  readonly rows: number;
  readonly why: string;
  /** Whether a clock sends the statement so seldom that a quick run may not meet it. */
  readonly isSeldom?: true;
}

/**
 * The faults of a plan: it reads a whole large table, or more than `rowsAtMost` rows of a large table by an index; an allowance raises both
 * bounds. `tables` are the large tables, as `schema.table`.
 */
export const offencesOf = (
  { by, statement, plan }: RunPlan,
  tables: ReadonlySet<string>,
  rowsAtMost: number,
  allowances: readonly Allowance[] = [],
): Offence[] => {
  const allowed = allowances.find((allowance) => allowance.statement.test(statement))?.rows;
  return scans(plan).flatMap((node) => {
    const table = `${node.Schema}.${node['Relation Name']}`;
    const rows = rowsOf(node);
    const mayLookAt = allowed ?? (node['Node Type'].endsWith('Seq Scan') ? 0 : rowsAtMost);
    if (!tables.has(table) || rows <= mayLookAt) return [];
    const how = [node['Node Type'], node['Index Name']].filter(Boolean).join(' by ');
    return [{ by, statement: statement.replaceAll(/\s+/g, ' ').trim(), how, table, rows }];
  });
};

const scans = (node: PlanNode): PlanNode[] => [
  ...(node['Relation Name'] !== undefined && /Scan$/.test(node['Node Type']) ? [node] : []),
  ...(node.Plans ?? []).flatMap(scans),
];

const rowsOf = (node: PlanNode): number => {
  const each =
    (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return Math.round(each * (node['Actual Loops'] ?? 1));
};
