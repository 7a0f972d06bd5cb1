import type { Database } from '@aisha/database';
import { type AvatarId, FIRST_LOOKS, LIKENESS_OUT_OF, likenessWord, type UserId } from '@aisha/domain';
import { GenerationReader, type LikenessByPath } from '@aisha/kinds/tables';
import { WorkSettings } from './work-settings';

/** The name of the row in `bot.measurement` that says, for each path of drawing, how similar all pictures are to their people. */
export const LIKENESS_BY_PATH = 'likeness-by-path';

/** How many measured pictures the bot needs for each of the required people before it shows a figure of all people. */
const PICTURES_A_PERSON = 3;

/** A person's own figure is made from this many pictures, the first ones of the avatar, because one or two pictures say little. */
export const OWN_PICTURES = FIRST_LOOKS.length;

/** What a training gains, measured over all people: how many pictures of ten look like their person. */
export interface TrainingGain {
  readonly photo: number;
  readonly model: number;
  /** How many pictures were measured for the two figures together. */
  readonly pictures: number;
}

/**
 * What a training gains: `none` when it was measured to gain nothing, undefined while too little is measured. Both figures are rounded
 * against the training, so that the bot never promises more than was measured.
 */
export function gainIn({ photo, model }: LikenessByPath, leastPeople: number): TrainingGain | 'none' | undefined {
  const isEnough = [photo, model].every(
    ({ people, pictures }) => people >= leastPeople && pictures >= leastPeople * PICTURES_A_PERSON,
  );
  if (!isEnough) return undefined;
  const told = {
    photo: Math.ceil((LIKENESS_OUT_OF * photo.alike) / photo.pictures),
    model: Math.floor((LIKENESS_OUT_OF * model.alike) / model.pictures),
  };
  return told.model > told.photo ? { ...told, pictures: photo.pictures + model.pictures } : 'none';
}

/**
 * Reads what a training gains. The last measurement of all people is one row, which `MeasureTrainingGain` writes, so that a card need not
 * read everybody's pictures.
 */
export class TrainingGainReader {
  private readonly pictures: GenerationReader;

  constructor(private readonly database: Database) {
    this.pictures = new GenerationReader(database);
  }

  /**
   * What a training gains, over all people; undefined when there is no measurement of the last day, or when it is of too few people or
   * pictures.
   */
  async ofAll({ TRAINING_GAIN_PEOPLE }: WorkSettings): Promise<TrainingGain | 'none' | undefined> {
    const [row] = await this.database.read.query<[{ figures: LikenessByPath } | undefined]>(
      `SELECT figures FROM bot.measurement
        WHERE name = $1 AND figures IS NOT NULL AND begun_at > now() - interval '1 day'`,
      [LIKENESS_BY_PATH],
    );
    return row && gainIn(row.figures, TRAINING_GAIN_PEOPLE);
  }

  /** How many of the avatar's first pictures look like their person; undefined until {@link OWN_PICTURES} of them have been measured. */
  async own(userId: UserId, avatarId: AvatarId): Promise<number | undefined> {
    const distances = await this.pictures.firstDistances(userId, avatarId, OWN_PICTURES);
    return distances.length === OWN_PICTURES
      ? distances.filter((distance) => likenessWord(distance) === 'alike').length
      : undefined;
  }
}

/**
 * Whether a person's own pictures look like them at least as often as pictures of trained avatars look like their people, so that a
 * training promises them nothing.
 */
export const isAsAlike = ({ model }: TrainingGain, own: number | undefined): boolean =>
  own !== undefined && own * LIKENESS_OUT_OF >= model * OWN_PICTURES;
