/** The lengths of word parts, in letters: long enough to mean something, and short enough to occur in the word's other forms. */
const GRAM_LETTERS = [3, 4];
/** How many first letters of a word stay the same in nearly all its forms. */
const STEM_LETTERS = 5;
/** The number of a line's words is a feature; lines of this many words or more count as equally long. */
const WORDS_COUNTED = 8;
/** How often each example is learned. More rounds gained nothing in the blind lines of intent.spec.ts, and would make the start slower. */
const ROUNDS = 3;
/**
 * How far the first example moves a weight; each later one moves it less (AdaGrad). Values from 0.3 to 1 gave the same results (measured).
 */
const STEP = 0.5;
/**
 * If the share that the classifier computes for a meaning differs by less than this from the example's share, the example does not change
 * the weights of that meaning.
 */
const SURE = 0.01;
/** The share of an example line's first meaning when the line has several. */
const FIRST_SHARE = 0.7;

/** The features of a line, and the weight of each. */
interface Vector {
  readonly at: readonly number[];
  readonly values: Float32Array;
}

/** A line as people type it, and its meanings, the likeliest first. */
export type Example<Meaning extends string> = readonly [typed: string, first: Meaning, ...others: Meaning[]];

const stemOf = (word: string): string => word.slice(0, STEM_LETTERS);
/** Whether a word can mean anything alone, which digits and single letters cannot. */
const isTelling = (word: string): boolean => word.length > 1 && /\p{L}/u.test(word);

/**
 * The words of a line in small letters, without signs, with ё as е and no letter three times in a row: «Верните ДЕНЬГИИИ!» is two words.
 */
export const wordsOf = (line: string): string[] =>
  line
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/['’ʼ`]/g, '')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/**
 * The features by which a line is recognised, each counted once: its words, their parts, each pair of neighbouring words, its beginning,
 * its length, its question mark.
 */
function featuresOf(line: string): Set<string> {
  const words = wordsOf(line);
  const features = new Set<string>([`^${stemOf(words[0] ?? '')}`, `#${Math.min(words.length, WORDS_COUNTED)}`]);
  if (line.includes('?')) features.add('?');
  words.forEach((word, at) => {
    features.add(`=${word}`);
    if (at > 0) features.add(`${stemOf(words[at - 1] ?? '')}+${stemOf(word)}`);
    const ended = `_${word}_`;
    for (const letters of GRAM_LETTERS) {
      for (let end = letters; end <= ended.length; end += 1) features.add(ended.slice(end - letters, end));
    }
  });
  return features;
}

/** Turns scores into probabilities, in the same array. */
function softmax(scores: Float32Array): void {
  const highest = scores.reduce((one, other) => Math.max(one, other));
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) sum += scores[at] = Math.exp((scores[at] ?? 0) - highest);
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / sum;
}

/**
 * Learns from example lines what a line means: logistic regression over words and their parts, so that endings, order and misspellings
 * matter little. The same examples always make the same classifier.
 * @param examples seven thousand are learned in about half a second
 * @returns the likeliest meaning of a line; undefined for a line without a known word of two letters or more
 */
export function intentClassifier<Meaning extends string>(
  examples: readonly Example<Meaning>[],
): (line: string) => Meaning | undefined {
  const meanings = [...new Set(examples.flatMap(([, ...means]) => means))];
  const stems = new Set(
    examples
      .flatMap(([typed]) => wordsOf(typed))
      .filter(isTelling)
      .map(stemOf),
  );

  const places = new Map<string, number>();
  const seen: number[] = [];
  const lines = examples.map(([typed, ...means]) => {
    const at: number[] = [];
    for (const feature of featuresOf(typed)) {
      let place = places.get(feature);
      if (place === undefined) places.set(feature, (place = places.size));
      seen[place] = (seen[place] ?? 0) + 1;
      at.push(place);
    }
    return { at, shares: sharesOf(meanings, means) };
  });
  // A feature that few lines have counts for more than a feature that many lines have. The weights of a long line sum to no more than those
  // of a short line.
  const says = Float32Array.from(seen, (often) => Math.log(1 + lines.length / often));
  const vectorOf = (at: readonly number[]): Vector => {
    let squares = 0;
    for (const place of at) squares += (says[place] ?? 0) ** 2;
    const length = Math.sqrt(squares) || 1;
    return { at, values: Float32Array.from(at, (place) => (says[place] ?? 0) / length) };
  };

  const count = meanings.length;
  const weights = new Float32Array(places.size * count);
  const moved = new Float32Array(places.size * count).fill(1e-6);
  const scores = new Float32Array(count);
  const weigh = ({ at, values }: Vector): void => {
    scores.fill(0);
    for (let feature = 0; feature < at.length; feature += 1) {
      const from = (at[feature] ?? 0) * count;
      const value = values[feature] ?? 0;
      for (let meaning = 0; meaning < count; meaning += 1) {
        scores[meaning] = (scores[meaning] ?? 0) + (weights[from + meaning] ?? 0) * value;
      }
    }
    softmax(scores);
  };

  const learn = ({ at, values }: Vector, shares: Float32Array): void => {
    for (let meaning = 0; meaning < count; meaning += 1) {
      const error = (scores[meaning] ?? 0) - (shares[meaning] ?? 0);
      if (Math.abs(error) < SURE) continue;
      for (let feature = 0; feature < at.length; feature += 1) {
        const weight = (at[feature] ?? 0) * count + meaning;
        const slope = error * (values[feature] ?? 0);
        const sum = (moved[weight] ?? 0) + slope * slope;
        moved[weight] = sum;
        weights[weight] = (weights[weight] ?? 0) - (STEP * slope) / Math.sqrt(sum);
      }
    }
  };

  const vectors = lines.map(({ at, shares }) => ({ shares, vector: vectorOf(at) }));
  // The order is random, because neighbours in the list mean the same: in the list's order, the last meaning would be learned best.
  const mixed = shuffled(vectors);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { vector, shares } of mixed) {
      weigh(vector);
      learn(vector, shares);
    }
  }

  return (line) => {
    // A line must have a known word, because parts of words alone mean nothing: "frobnicate" shares parts with "generate".
    if (!wordsOf(line).some((word) => stems.has(stemOf(word)))) return undefined;
    weigh(vectorOf([...featuresOf(line)].flatMap((feature) => places.get(feature) ?? [])));
    return meanings[scores.indexOf(Math.max(...scores))];
  };
}

/** The share of each meaning in a line; the shares sum to one. */
function sharesOf<Meaning>(meanings: readonly Meaning[], [first, ...others]: readonly Meaning[]): Float32Array {
  const rest = (1 - FIRST_SHARE) / others.length;
  return Float32Array.from(meanings, (meaning) => {
    if (meaning === first) return others.length === 0 ? 1 : FIRST_SHARE;
    return others.includes(meaning) ? rest : 0;
  });
}

/** Shuffles in a pseudo-random order that is the same each time (a linear congruential generator, by Numerical Recipes). */
function shuffled<Item>(items: readonly Item[]): Item[] {
  let state = 1;
  return items
    .map((item) => ({ item, by: (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) }))
    .sort((one, other) => one.by - other.by)
    .map(({ item }) => item);
}
