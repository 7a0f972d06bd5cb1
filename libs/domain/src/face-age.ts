import type { AvatarState, TrainingType } from './avatars';

/**
 * From this age a person may use the bot and agree to an avatar of their face. The consent texts name the age, so another number needs
 * another wording.
 */
export const ADULT_YEARS = 18;

/**
 * A face has to look at least this many years old for an avatar. A child's face never makes an avatar, no matter who asks (decision 118).
 */
export const YOUNGEST_FACE_YEARS = 16;

/**
 * If a face looks younger than this many years, the user must confirm that whoever has this face is at least {@link ADULT_YEARS} years old.
 */
const GROWN_UP_FACE_YEARS = 21;

/** The owner of the face that an avatar shows, as its person says: themselves, or another grown-up person who has agreed. */
export const FACE_OWNERS = ['own', 'agreed'] as const;
export type FaceOwner = (typeof FACE_OWNERS)[number];

/** The version of the wording that asks for a `FaceOwner`. Raise it when the buttons say something else. */
export const FACE_WORD_VERSION = 2;

/** What is known of the age of the face that an avatar shows. */
export interface AvatarFace {
  readonly status: AvatarState;
  readonly trainingType: TrainingType;
  /** How old the face looks in all photos together, in years; null when the photos do not show an age. */
  readonly faceAge: number | null;
  /**
   * How old the face looks in the main photo, in years; null when the photo does not show an age. An avatar without a model may be drawn
   * from that photo alone.
   */
  readonly mainFaceAge: number | null;
  readonly faceOwner: FaceOwner | null;
  /** Whether its photos show a person's face; null when they have not been checked for one. */
  readonly showsFaces: boolean | null;
}

type FaceAges = Pick<AvatarFace, 'status' | 'faceAge' | 'mainFaceAge'>;

/** How old the face in a picture will look, in years; null when it is not known. */
const drawnAge = ({ status, faceAge, mainFaceAge }: FaceAges): number | null =>
  status === 'completed' || mainFaceAge === null ? faceAge : Math.min(mainFaceAge, faceAge ?? mainFaceAge);

/** Whether the photos, as a whole, show a face that looks like a child's: such an avatar is not trained. */
export const isChildFace = ({ faceAge }: Pick<AvatarFace, 'faceAge'>): boolean => isChild(faceAge);

/** Whether the picture would be drawn from a face that looks like a child's. */
export const isDrawnFromChild = (avatar: FaceAges): boolean => isChild(drawnAge(avatar));

const isChild = (years: number | null): boolean => years !== null && years < YOUNGEST_FACE_YEARS;

/** Whether the person still has to say whose face an avatar shows; for a style the question does not arise. */
export const isFaceOwnerUnsaid = ({
  trainingType,
  faceOwner,
}: Pick<AvatarFace, 'faceOwner' | 'trainingType'>): boolean => trainingType === 'portrait' && faceOwner === null;

/**
 * Whether the face looks young and its person has not said that it is a grown-up's. For a style, the bot does not ask
 * whose faces it shows.
 */
export const needsFaceWord = (avatar: FaceAges & Pick<AvatarFace, 'faceOwner' | 'trainingType'>): boolean => {
  const years = drawnAge(avatar);
  return isFaceOwnerUnsaid(avatar) && years !== null && years < GROWN_UP_FACE_YEARS;
};

/**
 * Whether the avatar is drawn in nothing suggestive, because its face looks younger than `GROWN_UP_FACE_YEARS`. The same holds when the age
 * is unknown, except for a style whose photos show no face.
 */
export const isDrawnAsChild = ({
  trainingType,
  showsFaces,
  ...ages
}: FaceAges & Pick<AvatarFace, 'trainingType' | 'showsFaces'>): boolean => {
  const years = drawnAge(ages);
  return years === null ? trainingType === 'portrait' || showsFaces !== false : years < GROWN_UP_FACE_YEARS;
};
