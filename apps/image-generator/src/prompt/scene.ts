import type { AvatarWords } from './avatar-words';
import type { PromptAnswer } from './prompt-answer';
import type { PromptLanguage } from './prompt-language';

/** What a picture model takes of a prompt. */
export interface PromptReading {
  /** The model cuts a longer prompt in the middle of a word. */
  readonly maxCharacters: number;
  /** Whether what must not be seen is sent apart; a model that takes no negative prompt is told the opposite in words. */
  readonly takesNegative: boolean;
}

/** What a picture shows, as far as it decides about lens, framing and likely flaws. */
export type Shown =
  'painting' | 'close-up' | 'whole-figure' | 'wide-view' | 'hands' | 'lettering' | 'crowd' | 'mirror' | 'night';

/** An aspect that the idea gives by itself is empty. */
export interface Camera {
  readonly lens: string;
  readonly light: string;
  readonly composition: string;
  readonly colours: string;
}

/** All that is known of a picture before it is drawn. Each stage adds its part; a text is '' and a list empty until then. */
export interface Scene {
  /** The idea as the person typed it. */
  readonly idea: string;
  readonly avatar: AvatarWords;
  readonly reading: PromptReading;
  /** The language model's reading of the idea, by its one call; null when the model could not be asked: then the rules fill in the same fields. */
  readonly answer: PromptAnswer | null;

  readonly language: PromptLanguage;
  /** What must not be seen, in English as far as it is known. */
  readonly unwanted: readonly string[];
  /** The unwanted things said as what is seen instead. */
  readonly instead: readonly string[];
  /** The idea in English. */
  readonly english: string;
  readonly shows: readonly Shown[];
  readonly camera: Camera;
  readonly face: string;
  /** The prompt so far, the most important first. */
  readonly phrases: readonly string[];
  /** Flaws that such pictures often have, for a model that takes a negative prompt. */
  readonly flaws: readonly string[];
  /** The finished prompt. */
  readonly text: string;
}

/** A step from an idea to a prompt: pure, it only adds fields. */
export interface Stage {
  readonly name: string;
  readonly add: (scene: Scene) => Partial<Scene>;
}

/** What a stage added: kept with the order, never in a log. */
export interface StageRecord {
  readonly stage: string;
  readonly added: Partial<Scene>;
}

/** A scene that has nothing but its idea. */
export const sceneOf = (known: Pick<Scene, 'idea' | 'avatar' | 'reading' | 'answer'>): Scene => ({
  ...known,
  language: 'other',
  unwanted: [],
  instead: [],
  english: '',
  shows: [],
  camera: { lens: '', light: '', composition: '', colours: '' },
  face: '',
  phrases: [],
  flaws: [],
  text: '',
});

/** Runs the stages one after the other, and says what each of them added. */
export function develop(
  scene: Scene,
  stages: readonly Stage[],
): { readonly scene: Scene; readonly records: StageRecord[] } {
  const records: StageRecord[] = [];
  let developed = scene;
  for (const { name: stage, add } of stages) {
    const added = add(developed);
    records.push({ stage, added });
    developed = { ...developed, ...added };
  }
  return { scene: developed, records };
}
