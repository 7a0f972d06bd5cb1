import type { Need } from './needs.mts';

const STEPS = ['', 'k', 'M', 'G', 'T', 'P'] as const;
const DIGITS = 3;

/** A number that a person can compare: three digits, and a letter for thousands and more. A count below 100 000 is written out. */
export const shown = ({ value, unit }: Pick<Need, 'value' | 'unit'>): string => {
  const isWhole = unit === '' && Math.abs(value) < 100_000;
  const step = isWhole ? 0 : Math.min(STEPS.length - 1, Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1) / 3)));
  const digits = isWhole ? value.toLocaleString('en') : Number((value / 1_000 ** step).toPrecision(DIGITS)).toString();
  const number = `${digits}${step > 0 ? `${unit === 'B' ? ' ' : ''}${STEPS[step]}` : ''}`;
  if (unit === '$') return number.startsWith('-') ? `−$${number.slice(1)}` : `$${number}`;
  return `${number}${unit === 'B' && step === 0 ? ' ' : ''}${unit}`;
};

/** A table in Markdown, which reads as a table in a terminal, too. */
export const markdownTable = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n');
};
