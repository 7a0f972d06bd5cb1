import { Target } from '../../attack/target.mts';
import { floodOf } from '../../attack/photo-flood.mts';
import type { Measure } from './measure.mts';

const FILES = 300;
const ROUNDS = 5;
const QUICK_FILES = 20;

/** Times the check of a photo while another person sends files that are slow to decode. */
export const flood: Measure = {
  name: 'flood',
  about: `a photo is judged beside another person's ${FILES} hostile files`,
  withoutQueue: true,
  byNameOnly: true,
  quickElsewhere: 'npm run attack -- --quick',
  async run(bench) {
    const { signal, onTrouble } = bench;
    const target = bench.keep(await Target.start({ folder: bench.folder('flood'), signal, onTrouble }));
    const files = bench.isQuick ? QUICK_FILES : FILES;
    const { alone, beside } = await floodOf(target, files, bench.rounds(ROUNDS, 0).rounds);
    return [
      {
        name: `a photo beside another's ${files} hostile files`,
        unit: 'ms',
        values: beside,
        baselines: [{ name: 'alone', kind: 'lower bound', values: alone }],
        goal: '≤ 3 × alone',
        note: 'the files are just small enough to be decoded; each is slower than any telephone’s photo',
      },
    ];
  },
};
