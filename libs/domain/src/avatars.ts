import { DAY_MS } from './durations';
import type { Moves } from './moves';
import { seenLength, shownName } from './shown-name';

/** A model learns a face, or a manner of drawing. Operators know these names (column training_type). */
export const TRAINING_TYPES = ['portrait', 'style'] as const;
export type TrainingType = (typeof TRAINING_TYPES)[number];

/** Whom the portrait shows. This chooses the class word, which follows the trigger phrase in every prompt. */
export const SUBJECTS = ['man', 'woman', 'other'] as const;
export type Subject = (typeof SUBJECTS)[number];
export const CLASS_WORDS: Readonly<Record<Subject, string>> = { man: 'man', woman: 'woman', other: 'person' };
/** The class word of an avatar; the one of `other` while the subject is not known. */
export const classWord = (subject: Subject | null): string => CLASS_WORDS[subject ?? 'other'];

export const AVATAR_STATES = [
  'draft',
  'photos_uploading',
  'ready_for_training',
  'training',
  'completed',
  'error',
  'cancelled',
] as const;
export type AvatarState = (typeof AVATAR_STATES)[number];

/** The states in which an avatar has no model, and its person may train it or may still prepare it for a training. */
export const TRAINABLE_STATES: readonly AvatarState[] = [
  'photos_uploading',
  'ready_for_training',
  'error',
  'cancelled',
];

/** The states in which a person may add and remove photos. */
export const OPEN_FOR_PHOTOS: readonly AvatarState[] = ['draft', ...TRAINABLE_STATES];

export const AVATAR_MOVES: Moves<AvatarState> = {
  draft: ['photos_uploading'],
  photos_uploading: ['ready_for_training', 'draft'],
  ready_for_training: ['training', 'photos_uploading'],
  training: ['completed', 'error', 'cancelled'],
  completed: [],
  // A failed or cancelled training keeps its photos: the person may try again.
  error: ['ready_for_training', 'training', 'photos_uploading'],
  cancelled: ['ready_for_training', 'training', 'photos_uploading'],
};

/**
 * The smallest allowed length of a photo's shorter side, in pixels: the trainers work at 512 to 1024, and from an enlarged face a model
 * learns blur.
 */
export const SMALLEST_PHOTO_SIDE_PX = 512;

/** How many accepted photos a training takes. Ten is FAL's advice for the portrait trainer; more than twenty add cost, not likeness. */
export const MIN_PHOTOS = 10;
export const MAX_PHOTOS = 20;
/** How many avatars a person may have that are not completed: enough to try things, too few to keep our cores busy for nothing. */
export const MAX_UNFINISHED_AVATARS = 10;
export const AVATAR_NAME_LENGTH = { min: 2, max: 50 } as const;

/**
 * A name as it may be shown: one line, no stray spaces. Undefined when it has too few visible characters, or is too
 * long.
 */
export const avatarName = (typed: string): string | undefined => {
  const name = shownName(typed);
  return seenLength(name) >= AVATAR_NAME_LENGTH.min && name.length <= AVATAR_NAME_LENGTH.max ? name : undefined;
};

/** How often a person's second training for likeness is free: once in this time, in milliseconds. */
export const GUARANTEED_EVERY_MS = 30 * DAY_MS;

/**
 * The steps of each training, and the minutes that FAL's portrait trainer usually takes for them (fal.md §2.6), which the bot shows as
 * "about".
 */
export const TRAINING_PRESETS = {
  fast: { steps: 1000, aboutMinutes: 5 },
  balanced: { steps: 2500, aboutMinutes: 12 },
  best: { steps: 4000, aboutMinutes: 20 },
} as const;
export type TrainingPreset = keyof typeof TRAINING_PRESETS;

export const TRAINING_PRESET_NAMES = ['fast', 'balanced', 'best'] as const satisfies readonly TrainingPreset[];

/** The family of models of avatars that were trained before their rows named a family. */
export const FIRST_LORA_FAMILY = 'flux-1';

/** Matches a trigger phrase in a prompt, in brackets or not, and the class word after it. `phrase`: the source of a regular expression. */
export const saidTrigger = (phrase: string): RegExp =>
  new RegExp(String.raw`\[?${phrase}\]?(?:\s+(?:man|woman|person|style)\b)?`, 'gi');

/** A phrase that the trainer made for an avatar, such as `aisha_ko7bi2xa9ru4`. */
const TRIGGERS = saidTrigger(String.raw`\baisha_(?:[a-z]{2}\d){4}\b`);

/** A prompt without the words by which models know an avatar: they mean nothing to a person, and to another avatar's model. */
export const withoutTriggerPhrases = (prompt: string): string => prompt.replace(TRIGGERS, ' ').replace(/^[\s,]+/, '');
