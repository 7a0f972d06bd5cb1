import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TRAINING_TYPES, type TrainingType } from './avatars';
import { ASPECT_RATIOS, type AspectRatio } from './pictures';

/** Groups of looks, as the catalogue shows them. Buttons name them by index: append, never reorder. */
export const LOOK_GROUPS = ['business', 'cinema', 'travel', 'fashion', 'fantasy', 'festive'] as const;
export type LookGroup = (typeof LOOK_GROUPS)[number];

/** A ready scene: clothes, place, light and lens. With one tap a person has an avatar drawn in it. */
export interface Look {
  /** The name of the look's file. Orders and buttons keep it: never rename a look. */
  readonly id: string;
  readonly group: LookGroup;
  /** The ratio that the look is composed for. */
  readonly aspectRatio: AspectRatio;
  /** The types of avatars that the look is offered to. */
  readonly fits: readonly TrainingType[];
  /** The prompt after the avatar's words: English, 40–70 words, no name, age or origin of a person. */
  readonly prompt: string;
}

const WORDS = { min: 40, max: 70 };

/** A look as its file holds it. Throws an error that names the file and the field. */
export function lookFrom(group: LookGroup, id: string, json: string): Look {
  const { aspectRatio, fits, prompt } = JSON.parse(json) as Partial<Look>;
  const words = prompt?.split(/\s+/).length ?? 0;
  const problem =
    (!/^[a-z][a-z-]{1,20}$/.test(id) && 'id') ||
    (!ASPECT_RATIOS.includes(aspectRatio as AspectRatio) && 'aspectRatio') ||
    (!(fits?.length && fits.every((type) => TRAINING_TYPES.includes(type))) && 'fits') ||
    ((words < WORDS.min || words > WORDS.max) && 'prompt');
  if (problem) throw new Error(`looks/${group}/${id}.json: ${problem}`);
  return { id, group, aspectRatio, fits, prompt } as Look;
}

const FOLDER = path.join(__dirname, 'looks');
const looksIn = (group: LookGroup): Look[] =>
  readdirSync(path.join(FOLDER, group))
    .toSorted()
    .filter((file) => file.endsWith('.json'))
    .map((file) => lookFrom(group, path.basename(file, '.json'), readFileSync(path.join(FOLDER, group, file), 'utf8')));

/** The catalogue, read when the process starts: a look is a file in `looks/<group>/`. */
export const LOOKS: readonly Look[] = LOOK_GROUPS.flatMap(looksIn);

const BY_ID = new Map(LOOKS.map((look) => [look.id, look]));
if (BY_ID.size !== LOOKS.length) throw new Error('looks: two files of one name');

/** The look with this id; undefined for a look that has been taken out of the catalogue, or is of a newer release. */
export const lookOf = (id: string | null | undefined): Look | undefined => BY_ID.get(id ?? '');

/** The looks of a group that an avatar of this type can be drawn in. */
export const looksFor = (group: LookGroup, type: TrainingType): readonly Look[] =>
  LOOKS.filter((look) => look.group === group && look.fits.includes(type));

/**
 * The looks of the first three pictures of a person who has sent one selfie. They flatter most people: the face is large and well lit, the
 * clothes are everyday ones, and the three places differ.
 */
export const FIRST_LOOKS = (['headshot', 'paris', 'sea'] as const).map((id): Look => {
  const look = lookOf(id);
  if (!look?.fits.includes('portrait')) throw new Error(`looks: no ${id} for the first pictures`);
  return look;
});
