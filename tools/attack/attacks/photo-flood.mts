import type { Attack } from '../attack.mts';
import { floodOf, ratioOf } from '../photo-flood.mts';

const FILES = 300;
const TIMES_AT_MOST = 3;

/** The times in seconds, from which the ratio comes. */
const seconds = (times: readonly number[]): string => times.map((ms) => (ms / 1_000).toFixed(1)).join(', ');

export const attack: Attack = {
  about: `One person sends ${FILES} files that are slow to decode, and right after that another person sends a photo.`,
  holds: `The other's photo is judged within ${TIMES_AT_MOST} times its time alone.`,
  isQuick: false,
  async run(target) {
    const flood = await floodOf(target, FILES, 3);
    const ratio = ratioOf(flood);
    return {
      holds: ratio <= TIMES_AT_MOST,
      figure: `${FILES} hostile files beside one honest photo: judged in ${ratio.toFixed(1)} × its time alone (≤ ${TIMES_AT_MOST}), in ${seconds(flood.beside)} s after ${seconds(flood.alone)} s`,
    };
  },
};
