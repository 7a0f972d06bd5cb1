import { readFileSync } from 'node:fs';
import type { MutantResult } from '@stryker-mutator/api/core';

/** The states that count: a mutant that does not compile or was left out says nothing about the tests. */
const COUNTED = ['Killed', 'Timeout', 'Survived', 'NoCoverage'];

export const wasNoticed = ({ status }: Pick<MutantResult, 'status'>): boolean =>
  status === 'Killed' || status === 'Timeout' || !COUNTED.includes(status);

/**
 * Estimates the share of all mutants that the tests notice, in per cent, from a sample of `counted` mutants of which they noticed `noticed`.
 * Gives both ends of Wilson's interval of 95 % (https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval).
 */
const marginOf = (noticed: number, counted: number): [from: number, to: number] => {
  const z = 1.96;
  const share = noticed / counted;
  const middle = share + z ** 2 / (2 * counted);
  const half = z * Math.sqrt((share * (1 - share)) / counted + z ** 2 / (4 * counted ** 2));
  const scale = 100 / (1 + z ** 2 / counted);
  return [(middle - half) * scale, (middle + half) * scale];
};

/** The share of the counted mutants that the tests noticed, in per cent; 100 when no mutant counts. */
export const scoreOf = (mutants: readonly Pick<MutantResult, 'status'>[]) => {
  const counted = mutants.filter(({ status }) => COUNTED.includes(status));
  const noticed = counted.filter(wasNoticed).length;
  const percent = counted.length === 0 ? 100 : (noticed / counted.length) * 100;
  const text = `${noticed} of ${counted.length} noticed, ${percent.toFixed(1)} %`;
  return {
    percent,
    toString: () => text,
    /** The score of a sample, with its margin. */
    ofSample: () => {
      if (counted.length === 0) return text;
      const [from, to] = marginOf(noticed, counted.length);
      return `${text} (of all, at 95 %: ${from.toFixed(0)}–${to.toFixed(0)} %)`;
    },
  };
};

/** Lists a survivor: its place, the code there, and the replacement that no test noticed. */
export const linesOf = ({ location, mutatorName, replacement, status }: MutantResult, file: string): string => {
  const { start, end } = location;
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const [first = ''] = lines;
  const original =
    lines.length === 1 ? first.slice(start.column - 1, end.column - 1) : `${first.slice(start.column - 1)} …`;
  const untested = status === 'NoCoverage' ? ', which no test runs' : '';
  const shown = (replacement ?? '').replace(/\s+/g, ' ').slice(0, 80);
  return `  ${start.line}: ${mutatorName}: ${original.slice(0, 80)} → ${shown}${untested}`;
};
