import type { Stage } from '../scene';
import { avatarType } from './avatar-type.stage';
import { cinema } from './cinema.stage';
import { face } from './face.stage';
import { flaws } from './flaws.stage';
import { language } from './language.stage';
import { length } from './length.stage';
import { subject } from './subject.stage';
import { translation } from './translation.stage';
import { trigger } from './trigger.stage';
import { unwanted } from './unwanted.stage';

/**
 * The stages of a person's own prompt: translated if it is not English, with the trigger phrase, cut, and nothing else.
 */
export const WORD_FOR_WORD: readonly Stage[] = [language, translation, trigger, length];

/**
 * The stages of a described photo: its description is an English prompt already, from which only unwanted things are
 * removed.
 */
export const DESCRIBED: readonly Stage[] = [language, unwanted, subject, flaws, trigger, length];

/** The stages from an idea to a prompt. A new stage is a file, and its line here. */
export const STAGES: readonly Stage[] = [
  language,
  unwanted,
  translation,
  subject,
  cinema,
  face,
  avatarType,
  flaws,
  trigger,
  length,
];
