import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { linesOf, scoreOf, wasNoticed } from './score.mts';

const mutants = (...states: ('Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'CompileError')[]) =>
  states.map((status) => ({ status }));

describe('a mutation score', () => {
  it('a mutation score is the share of mutants that tests noticed, or at which tests hung, among all mutants that count', () => {
    const found = mutants('Killed', 'Timeout', 'Survived', 'NoCoverage', 'CompileError');

    expect(String(scoreOf(found))).toBe('2 of 4 noticed, 50.0 %');
    expect(found.filter((one) => !wasNoticed(one))).toEqual(mutants('Survived', 'NoCoverage'));
  });

  it('a mutation score of a sample has a margin', () => {
    const found = mutants(...Array<'Killed'>(54).fill('Killed'), ...Array<'Survived'>(6).fill('Survived'));

    expect(scoreOf(found).ofSample()).toBe('54 of 60 noticed, 90.0 % (of all, at 95 %: 80–95 %)');
  });

  it('a mutation score without mutants is 100', () => expect(scoreOf([]).percent).toBe(100));
});

describe('a mutant that survives', () => {
  it('a mutant that survives is listed with its place, its code and its replacement', () => {
    const location = { start: { line: 1, column: 18 }, end: { line: 1, column: 29 } };
    const survivor = { location, mutatorName: 'StringLiteral', replacement: '""', status: 'NoCoverage' };

    expect(linesOf(survivor as Parameters<typeof linesOf>[0], path.join(__dirname, 'score.spec.ts'))).toBe(
      `  1: StringLiteral: 'node:path' → "", which no test runs`,
    );
  });
});
