import { describe, expect, it } from '@jest/globals';
import { offencesOf, PlanLog, type PlanNode } from './plans.mts';

const LARGE = new Set(['trainer.training']);
const node = (given: Partial<PlanNode>): PlanNode => ({
  'Node Type': 'Index Scan',
  'Index Name': 'training_open',
  Schema: 'trainer',
  'Relation Name': 'training',
  'Actual Rows': 1,
  'Actual Loops': 1,
  ...given,
});
const judged = (plan: PlanNode, allowances = [] as { statement: RegExp; rows: number; why: string }[]) =>
  offencesOf({ by: 'aisha:trainer', statement: 'SELECT\n  1', plan }, LARGE, 1_000, allowances);

describe('the rows that a statement reads', () => {
  it('a statement may look at a few rows found by an index', () => {
    expect(judged(node({ 'Actual Rows': 900, 'Rows Removed by Filter': 100 }))).toEqual([]);
  });

  it('a statement may not read a whole table, even when it returns little of it', () => {
    const plan = node({ 'Node Type': 'Seq Scan', 'Actual Rows': 0, 'Rows Removed by Filter': 2_000 });

    expect(judged({ 'Node Type': 'Limit', Plans: [plan] })).toEqual([
      {
        by: 'aisha:trainer',
        statement: 'SELECT 1',
        how: 'Seq Scan by training_open',
        table: 'trainer.training',
        rows: 2_000,
      },
    ]);
  });

  it('the rows of a statement include the discarded ones and those of every loop', () => {
    expect(judged(node({ 'Rows Removed by Filter': 1_500 }))).toHaveLength(1);
    expect(judged(node({ 'Actual Rows': 20, 'Actual Loops': 51 }))).toMatchObject([{ rows: 1_020 }]);
  });

  it('a plan that never ran, or reads a small table, has no fault', () => {
    expect(judged(node({ 'Node Type': 'Seq Scan', 'Actual Loops': 0 }))).toEqual([]);
    expect(judged(node({ 'Node Type': 'Seq Scan', 'Relation Name': 'avatar', 'Actual Rows': 9_000 }))).toEqual([]);
  });

  it('a statement may look at more rows for a listed reason, up to the reason’s limit', () => {
    const allowances = [{ statement: /SELECT/, rows: 5_000, why: 'a slice' }];

    expect(judged(node({ 'Node Type': 'Seq Scan', 'Actual Rows': 5_000 }), allowances)).toEqual([]);
    expect(judged(node({ 'Node Type': 'Seq Scan', 'Actual Rows': 5_001 }), allowances)).toHaveLength(1);
  });
});

describe('the log of Postgres', () => {
  it('the log reader finds each plan, and the app that sent the statement, among lines about other things', () => {
    const log = new PlanLog();
    const lines = [
      'aisha:bot|LOG:  checkpoint starting: time',
      'aisha:bot|LOG:  duration: 0.012 ms  plan:',
      '\t{',
      '\t  "Query Text": "SELECT 1\\nFROM bot.person",',
      '\t  "Plan": {',
      '\t    "Node Type": "Result"',
      '\t  }',
      '\t}',
      '\tnothing of ours',
    ];
    for (const line of lines) log.read(line);

    expect(log.plans).toEqual([
      { by: 'aisha:bot', statement: 'SELECT 1\nFROM bot.person', plan: { 'Node Type': 'Result' } },
    ]);
    expect(log.torn).toBe(0);
  });

  it('a plan into which another session wrote is counted, and the next one is read', () => {
    const log = new PlanLog();
    const lines = [
      'aisha:bot|LOG:  duration: 0.012 ms  plan:',
      '\t{',
      '\t  "Query Text": "SELECT \t  "Query Text": "SELECT 2",',
      '\t  "Plan": { "Node Type": "Result" }',
      '\t}',
      'aisha:billing|LOG:  duration: 0.012 ms  plan:',
      '\t{',
      '\t  "Query Text": "SELECT 3",',
      '\t  "Plan": { "Node Type": "Result" }',
      '\t}',
    ];
    for (const line of lines) log.read(line);

    expect(log.plans.map(({ statement }) => statement)).toEqual(['SELECT 3']);
    expect(log.torn).toBe(1);
  });
});
