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

/** A person's own words: translated if they are not English, called by the trigger phrase, cut, and nothing else. */
export const WORD_FOR_WORD: readonly Stage[] = [language, translation, trigger, length];

/** The description of a photo is a prompt in English: only what must not be seen is taken out of it. */
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
