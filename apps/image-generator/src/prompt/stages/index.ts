import type { Stage } from '../scene/scene';
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
 * The stages of a prompt that the person wrote: they translate it if it is not English, add the trigger phrase and cut it, and change
 * nothing else.
 */
export const WORD_FOR_WORD: readonly Stage[] = [language, translation, trigger, length];

/** The stages of a described photo. Its description is an English prompt already, so they mostly remove unwanted things. */
export const DESCRIBED: readonly Stage[] = [language, unwanted, subject, flaws, trigger, length];

/** The stages from an idea to a prompt. A new stage is a new file, and a line in this list. */
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
