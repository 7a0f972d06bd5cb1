import type { AvatarWords } from './avatar-words';
import type { PromptAnswer } from './prompt-answer';
import type { PromptLanguage } from './prompt-language';

/** What a picture model accepts as a prompt. */
export interface PromptReading {
  /** The longest prompt; the model cuts a longer one in the middle of a word. */
  readonly maxCharacters: number;
  /**
   * Whether the model takes a separate negative prompt with the things that must not be seen. For a model that does not, the prompt names
   * their opposites.
   */
  readonly takesNegative: boolean;
}

/** The kinds of content on which lens, framing and likely flaws depend. */
export type Shown =
  'painting' | 'close-up' | 'whole-figure' | 'wide-view' | 'hands' | 'lettering' | 'crowd' | 'mirror' | 'night';

/** The camera; an aspect that the idea itself names is empty. */
export interface Camera {
  readonly lens: string;
  readonly light: string;
  readonly composition: string;
  readonly colours: string;
}

/**
 * Everything that is known about a picture before it is drawn. Each stage adds its part; before that its text is '' and its list is empty.
 */
export interface Scene {
  /** The idea, word for word as the person typed it. */
  readonly idea: string;
  readonly avatar: AvatarWords;
  readonly reading: PromptReading;
  /** The language model's single answer to the idea. Null when the model gave none; rules then fill in the same fields. */
  readonly answer: PromptAnswer | null;

  readonly language: PromptLanguage;
  /** Things that must not be seen, in English as far as possible. */
  readonly unwanted: readonly string[];
  /** The things that are to be seen instead of the unwanted ones. */
  readonly instead: readonly string[];
  /** The idea in English. */
  readonly english: string;
  readonly shows: readonly Shown[];
  readonly camera: Camera;
  readonly face: string;
  /** The parts of the prompt so far, the most important first. */
  readonly phrases: readonly string[];
  /** Flaws that such pictures often have, for a model that takes a negative prompt. */
  readonly flaws: readonly string[];
  /** The finished prompt. */
  readonly text: string;
}

/** A step on the way from an idea to a prompt. A stage is pure, and only adds fields. */
export interface Stage {
  readonly name: string;
  readonly add: (scene: Scene) => Partial<Scene>;
}

/** What a stage added. The record is kept with the order, and never logged. */
export interface StageRecord {
  readonly stage: string;
  readonly added: Partial<Scene>;
}

/** A scene that has only its idea. */
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

/** Runs the stages one after the other, and records what each of them added. */
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
