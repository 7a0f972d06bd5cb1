/** Our plugins for Stryker: one takes a sample of the mutants, the other reports each result at once. */
import { EventEmitter } from 'node:events';
import path from 'node:path';
import { type Checker, type CheckResult, CheckStatus } from '@stryker-mutator/api/check';
import type { Mutant, MutantResult, StrykerOptions } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, declareValuePlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { sampleOf } from './sample.mts';

/** Emits each mutant as soon as its result is known, so that a stopped run has reported what it found. */
export const ends = new EventEmitter<{ mutant: [MutantResult] }>();

/**
 * Takes the sample. Stryker itself has no samples, so a mutant outside ours is reported as one that does not compile, and counts nowhere.
 */
class InTheSample implements Checker {
  static inject = tokens(commonTokens.options);
  private readonly sample: { size: number; seed: string };

  constructor(options: StrykerOptions) {
    this.sample = options['sample'] as { size: number; seed: string };
  }

  async init(): Promise<void> {}

  async group(mutants: Mutant[]): Promise<string[][]> {
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants: Mutant[]): Promise<Record<string, CheckResult>> {
    const taken = new Set(
      sampleOf(mutants, this.sample, ({ fileName, location: { start, end }, mutatorName, replacement }) =>
        [path.relative('', fileName), start.line, start.column, end.line, end.column, mutatorName, replacement].join(),
      ),
    );
    return Object.fromEntries(
      mutants.map((mutant): [string, CheckResult] => [
        mutant.id,
        taken.has(mutant)
          ? { status: CheckStatus.Passed }
          : { status: CheckStatus.CompileError, reason: 'not in the sample' },
      ]),
    );
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.Checker, 'in-the-sample', InTheSample),
  declareValuePlugin(PluginKind.Reporter, 'ends', {
    onMutantTested: (mutant) => void ends.emit('mutant', mutant),
  }),
];
