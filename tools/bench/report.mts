import { availableParallelism, totalmem } from 'node:os';
import { styleText } from 'node:util';
import type { Figure } from './figure.mts';
import { ratioOf, spreadOf } from './statistics.mts';

const HEADINGS = ['', 'n', 'p50', 'p99', 'unit', 'baseline p50', 'p99', 'ratio'];

/** Three figures are all a benchmark on a shared machine knows. */
const rounded = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

const rowOf = ({ name, unit, values, baseline }: Figure): string[] => {
  const { samples, p50, p99 } = spreadOf(values);
  const base = baseline && spreadOf(baseline.values);
  return [
    name,
    String(samples),
    rounded(p50),
    samples > 1 && unit !== 'orders/min' ? rounded(p99) : '',
    unit,
    base ? rounded(base.p50) : '',
    base && base.samples > 1 && unit !== 'orders/min' ? rounded(base.p99) : '',
    baseline ? `× ${rounded(ratioOf(values, baseline.values))}` : '',
  ];
};

/** A line for each figure; only names are set flush left. */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = [HEADINGS, ...figures.map(rowOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  return lines.map((line, place) => (place === 0 ? styleText('dim', line) : line)).join('\n');
};

/** What each ratio is against, and what must be known to read it; figures that share it share a line. */
export const legendOf = (figures: readonly Figure[]): string => {
  const lines = figures
    .filter(({ baseline, note }) => baseline ?? note)
    .map(({ name, baseline, note }) => [
      name,
      [baseline && `against ${baseline.name}`, note].filter(Boolean).join('; '),
    ]);
  const shared = Map.groupBy(lines, ([, words]) => words);
  return [...shared]
    .map(([words, sharing]) => {
      const [name = ''] = sharing[0] ?? [];
      return `  ${sharing.length > 1 ? name.split(',')[0] : name}: ${words}`;
    })
    .join('\n');
};

export const machine = (): { processors: number; memoryGb: number; node: string; platform: string } => ({
  processors: availableParallelism(),
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
});

/** The same for programs; every single measurement is kept. */
export const asJson = (figures: readonly Figure[], facts: object): string =>
  `${JSON.stringify(
    {
      ...machine(),
      ...facts,
      figures: figures.map((figure) => ({
        ...figure,
        ...spreadOf(figure.values),
        ...(figure.baseline && { ratio: ratioOf(figure.values, figure.baseline.values) }),
      })),
    },
    null,
    2,
  )}\n`;
