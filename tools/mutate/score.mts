import { readFileSync } from 'node:fs';
import type { MutantResult } from '@stryker-mutator/api/core';

/** What does not compile or was left out says nothing of the tests. */
const COUNTED = ['Killed', 'Timeout', 'Survived', 'NoCoverage'];

export const wasNoticed = ({ status }: Pick<MutantResult, 'status'>): boolean =>
  status === 'Killed' || status === 'Timeout' || !COUNTED.includes(status);

/** How many of the mutants that could be noticed were. */
export const scoreOf = (mutants: readonly Pick<MutantResult, 'status'>[]) => {
  const counted = mutants.filter(({ status }) => COUNTED.includes(status));
  const noticed = counted.filter(wasNoticed).length;
  const percent = counted.length === 0 ? 100 : (noticed / counted.length) * 100;
  return { percent, toString: () => `${noticed} of ${counted.length} noticed, ${percent.toFixed(1)} %` };
};

/** A survivor: the place, what stands there and what may stand there as well. */
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
