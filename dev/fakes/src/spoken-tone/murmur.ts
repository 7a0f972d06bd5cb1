/**
 * Speech-like sound by formants: pulses of a throat through the resonances of a mouth, which the vowel of each letter
 * sets; hisses and bursts stand for consonants. A person hears somebody speak and understands no word.
 */

/** The first three resonances of a mouth, in hertz. */
type Formants = readonly [number, number, number];

const VOWELS: Readonly<Record<string, Formants>> = {
  a: [760, 1_250, 2_550],
  e: [520, 1_800, 2_500],
  i: [300, 2_250, 3_000],
  o: [480, 880, 2_500],
  u: [330, 780, 2_300],
  y: [350, 1_600, 2_400],
};
/** Letters as the vowel or consonant that they sound like. */
const ALIKE: Readonly<Record<string, string>> = {
  ...{ а: 'a', я: 'a', э: 'e', е: 'e', и: 'i', ы: 'y', о: 'o', ё: 'o', у: 'u', ю: 'u', ä: 'e', ö: 'o', ü: 'u' },
  ...{ б: 'b', в: 'v', г: 'g', д: 'd', ж: 'z', з: 'z', й: 'l', к: 'k', л: 'l', м: 'm', н: 'n', п: 'p', р: 'r' },
  ...{ с: 's', т: 't', ф: 'f', х: 'h', ц: 's', ч: 'x', ш: 'x', щ: 'x', j: 'l', q: 'k', w: 'v', c: 'k', ß: 's' },
};
/** How a consonant sounds: its share of voice and of hiss, and its resonances. */
interface Consonant {
  readonly voice: number;
  readonly hiss: number;
  readonly formants: Formants;
}
const MURMUR: Formants = [280, 1_100, 2_300];
const CONSONANTS: Readonly<Record<string, Consonant>> = {
  ...Object.fromEntries([...'mnlr'].map((letter) => [letter, { voice: 0.55, hiss: 0, formants: MURMUR }])),
  ...Object.fromEntries(
    [...'vz'].map((letter) => [letter, { voice: 0.35, hiss: 0.16, formants: [300, 1_500, 2_600] }]),
  ),
  ...Object.fromEntries([...'bdg'].map((letter) => [letter, { voice: 0.22, hiss: 0.06, formants: MURMUR }])),
  ...Object.fromEntries(
    [...'ptk'].map((letter) => [letter, { voice: 0.02, hiss: 0.1, formants: [400, 1_700, 2_800] }]),
  ),
  s: { voice: 0, hiss: 0.3, formants: [2_500, 4_800, 6_200] },
  x: { voice: 0, hiss: 0.34, formants: [1_800, 2_700, 3_900] },
  ...Object.fromEntries([...'fh'].map((letter) => [letter, { voice: 0, hiss: 0.16, formants: [900, 1_800, 3_000] }])),
};
const SILENT: Consonant = { voice: 0, hiss: 0, formants: [500, 1_500, 2_500] };

/** How long sounds last in relation to each other. */
const LENGTHS = { vowel: 1.7, consonant: 0.85, blank: 0.7, comma: 2, stop: 3 };

interface Sound extends Consonant {
  readonly length: number;
  /** The melody at this sound, as a multiple of the voice's pitch. */
  readonly melody: number;
}

const BANDWIDTHS = [80, 110, 170] as const;
/** The loudest sample. */
const LOUDNESS = 12_000;
/** How fast the mouth and the voice move from one sound to the next, as a share of the way in each step. */
const MOVES = 0.09;
/** How many samples the slow wave at each end has. */
const EDGE = 480;
/** How many samples a step has, in which the mouth stands still. */
const STEP = 48;

/** The sound of a text: each letter gets the share of the seconds that its relative length asks for. */
export const murmured = (
  text: string,
  { seconds, hertz, rate }: { readonly seconds: number; readonly hertz: number; readonly rate: number },
): Int16Array => {
  const sounds = soundsOf(text);
  const whole = sounds.reduce((sum, { length }) => sum + length, 0);
  const count = Math.round(seconds * rate);
  const wave = new Float32Array(count);
  const first = sounds[0]!;
  const mouth: [number, number, number] = [...first.formants];
  let [nth, end] = [0, (first.length / whole) * count];
  let { voice, hiss, melody } = first;
  let [phase, noise, turn] = [0, 1, 0];
  // Three resonators beside each other, each with its last two values, written out because they run for each sample.
  let [a1, a2, b1, b2, c1, c2, inMouth, outside] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let from = 0; from < count; from += STEP) {
    while (from >= end && nth < sounds.length - 1) {
      nth += 1;
      end += (sounds[nth]!.length / whole) * count;
    }
    const sound = sounds[nth]!;
    voice += (sound.voice - voice) * MOVES * 3;
    hiss += (sound.hiss - hiss) * MOVES * 4;
    melody += (sound.melody - melody) * MOVES;
    for (const place of [0, 1, 2] as const) mouth[place] += (sound.formants[place] - mouth[place]) * MOVES * 2;
    const [a, b, c] = [
      resonator(mouth[0], BANDWIDTHS[0], rate),
      resonator(mouth[1], BANDWIDTHS[1], rate),
      resonator(mouth[2], BANDWIDTHS[2], rate),
    ];
    turn = (hertz * melody * (1 + 0.012 * Math.sin((from / rate) * 2 * Math.PI * 5.3))) / rate;
    for (let at = from; at < Math.min(from + STEP, count); at += 1) {
      phase += turn;
      if (phase >= 1) phase -= 1;
      noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) | 0;
      // A throat opens slowly and closes fast. This is the change of its stream of air, which is what makes the mouth resound.
      const air = phase < 0.7 ? Math.sin((Math.PI * phase) / 0.7) * 0.43 : -Math.sin((Math.PI * (phase - 0.7)) / 0.3);
      const throat = voice * air + hiss * 0.06 * (noise / 2_147_483_648);
      const x = a.gain * throat + a.turn * a1 - a.decay * a2;
      const y = b.gain * throat + b.turn * b1 - b.decay * b2;
      const z = c.gain * throat + c.turn * c1 - c.decay * c2;
      a2 = a1;
      a1 = x;
      b2 = b1;
      b1 = y;
      c2 = c1;
      c1 = z;
      // Lips let high sounds out more easily than low ones.
      const mouthful = x + 0.55 * y + 0.3 * z;
      outside += 0.45 * (mouthful - 0.85 * inMouth - outside);
      inMouth = mouthful;
      wave[at] = outside;
    }
  }
  let loudest = 1e-9;
  for (const sample of wave) if (Math.abs(sample) > loudest) loudest = Math.abs(sample);
  const samples = new Int16Array(count);
  for (let at = 0; at < count; at += 1) samples[at] = (wave[at]! / loudest) * LOUDNESS;
  // A slow wave leads into the first sample and out of the last one, so that a careless cut is heard.
  for (let at = 0; at < Math.min(EDGE, count); at += 1) {
    const share = (1 + Math.cos((Math.PI * at) / EDGE)) / 2;
    for (const place of [at, count - 1 - at]) samples[place] = share * LOUDNESS + (1 - share) * samples[place]!;
  }
  return samples;
};

interface Resonator {
  readonly gain: number;
  readonly turn: number;
  readonly decay: number;
}

const resonator = (hertz: number, bandwidth: number, rate: number): Resonator => {
  const radius = Math.exp((-Math.PI * bandwidth) / rate);
  const [turn, decay] = [2 * radius * Math.cos((2 * Math.PI * hertz) / rate), radius * radius];
  return { turn, decay, gain: 1 - turn + decay };
};

/** Letters as sounds; the melody falls through each sentence, and rises at the end of a question. */
const soundsOf = (text: string): Sound[] => {
  const sounds: Sound[] = [];
  for (const sentence of text.toLowerCase().match(/[^.!?…]+[.!?…]*/g) ?? ['a']) {
    const letters = [...sentence];
    const asks = sentence.includes('?');
    letters.forEach((letter, at) => {
      const share = at / letters.length;
      const stress = VOWELS[ALIKE[letter] ?? letter] && at % 5 === 0 ? 0.08 : 0;
      const melody = 1.12 - 0.25 * share + stress + (asks && share > 0.75 ? 0.45 * (share - 0.6) : 0);
      sounds.push({ ...soundOf(letter), melody });
    });
  }
  return sounds;
};

const soundOf = (letter: string): Omit<Sound, 'melody'> => {
  const like = ALIKE[letter] ?? letter;
  const formants = VOWELS[like];
  if (formants) return { voice: 1, hiss: 0.006, formants, length: LENGTHS.vowel };
  const consonant = CONSONANTS[like];
  if (consonant) return { ...consonant, length: LENGTHS.consonant };
  if (/\p{L}|\p{N}/u.test(letter))
    return { voice: 0.8, hiss: 0.01, formants: [520, 1_500, 2_500], length: LENGTHS.vowel };
  const length = /[.!?…]/.test(letter) ? LENGTHS.stop : /[,;:—–]/.test(letter) ? LENGTHS.comma : LENGTHS.blank;
  return { ...SILENT, length };
};
