import { availableParallelism, totalmem } from 'node:os';
import { styleText } from 'node:util';
import type { MeasuredFigure } from './figures/figure.mts';
import { ratiosOf, spreadOf, type Spread } from './figures/statistics.mts';

const HEADINGS = ['', 'queue', 'n', 'p50 (p10–p90)', 'unit', 'beside', 'p50', 'ratio (p10–p90)', 'goal'];
/** The columns that hold words and not numbers. */
const WORDS = new Set([0, 1, 4, 5, 8]);

/** Rounds to three digits: a benchmark on a shared machine is no more precise. */
const rounded = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3).replace(/\.?0+$/, '');

const withSpread = ({ samples, p10, p50, p90 }: Spread): string =>
  samples > 1 ? `${rounded(p50)} (${rounded(p10)}–${rounded(p90)})` : rounded(p50);

/** One line for the figure and its first baseline, and one more for each further baseline. */
const linesOf = (figure: MeasuredFigure): string[][] => {
  const { name, queue, unit, values, baselines = [], goal = '', isOfTheSlowest } = figure;
  const spread = spreadOf(values);
  const slowest = isOfTheSlowest ? `, p99 ${rounded(spread.p99)}` : '';
  const ours = [name, queue ?? '', String(values.length), withSpread(spread) + slowest, unit];
  const beside = baselines
    .filter(({ values }) => values.length > 0)
    .map(({ name, kind, values: others }) => [
      `${name} (${kind})`,
      rounded(spreadOf(others).p50),
      `× ${withSpread(ratiosOf(values, others))}`,
    ]);
  const [first = ['', '', ''], ...more] = beside;
  return [[...ours, ...first, goal], ...more.map((line) => ['', '', '', '', '', ...line, ''])];
};

export const tableOf = (figures: readonly MeasuredFigure[]): string => {
  const rows = [HEADINGS, ...figures.flatMap(linesOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const padded = (cell: string, column: number): string =>
    WORDS.has(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const lines = rows.map((row) => row.map(padded).join('  ').trimEnd());
  return lines.map((line, place) => (place === 0 ? styleText('dim', line) : line)).join('\n');
};

/** The notes that figures need; figures that share a note share a line. */
export const notesOf = (figures: readonly MeasuredFigure[]): string => {
  const noted = figures.filter(({ note }) => note !== undefined);
  const shared = Map.groupBy(noted, ({ note }) => note);
  return [...shared]
    .map(([note, sharing]) => `  ${[...new Set(sharing.map(({ name }) => name))].join('; ')}: ${note}`)
    .join('\n');
};

export const machine = (): { processors: number; memoryGb: number; node: string; platform: string } => ({
  processors: availableParallelism(),
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
});

/** The figures as JSON for programs, with every single measurement. */
export const asJson = (figures: readonly MeasuredFigure[], facts: object): string =>
  `${JSON.stringify(
    {
      ...machine(),
      ...facts,
      figures: figures.map((figure) => ({
        ...figure,
        ...spreadOf(figure.values),
        baselines: (figure.baselines ?? [])
          .filter(({ values }) => values.length > 0)
          .map((baseline) => ({
            ...baseline,
            ...spreadOf(baseline.values),
            ratio: ratiosOf(figure.values, baseline.values),
          })),
      })),
    },
    null,
    2,
  )}\n`;
