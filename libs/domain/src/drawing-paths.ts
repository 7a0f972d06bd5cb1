import type { AvatarState, TrainingType } from './avatars';

/**
 * What an avatar's pictures are drawn from: its own trained model, several of its photos at once, or one photo. In this
 * order they are preferred while nothing is measured.
 */
export const DRAWING_PATHS = ['model', 'references', 'photo'] as const;
export type DrawingPath = (typeof DRAWING_PATHS)[number];

/**
 * With at least this many fit photos, a portrait can be drawn from several of them. With fewer and no model, it is drawn from its main
 * photo alone.
 */
export const MIN_REFERENCES = 3;
/** The most references: no editing model takes more. */
export const MAX_REFERENCES = 14;

/**
 * A path replaces a preferred one when its faces are nearer to the photos by at least this distance. The number is chosen, not measured:
 * pictures of one path differ by about as much.
 */
const NOTICEABLE_DISTANCE = 0.02;

/**
 * The prompt for a model that draws from several photos: it has no trigger word, so the words say that the photos show
 * the person. Our wording, not measured.
 */
export const promptFromReferences = (prompt: string): string =>
  `A new photo of the same person as in all the reference photos, with exactly their face and age: ${prompt}`;

/** What decides about an avatar's paths. Distances are as in Picture.faceDistance; null: not measured. */
export interface DrawnAvatar {
  readonly status: AvatarState;
  readonly trainingType: TrainingType;
  readonly likenessDistance: number | null;
  readonly referencesDistance: number | null;
  readonly photoDistance: number | null;
}

/** How many accepted photos an avatar has, and how many of them are fit to be drawn from together. */
interface PhotosToDraw {
  readonly photos: number;
  readonly references: number;
}

export const distanceOfPath = (avatar: DrawnAvatar, path: DrawingPath): number | null =>
  ({ model: avatar.likenessDistance, references: avatar.referencesDistance, photo: avatar.photoDistance })[path];

/**
 * The paths by which an avatar can be drawn now, the best first: the preferred one, unless another is measured to be noticeably more like
 * the person. None when the avatar cannot be drawn.
 */
export function pathsOf(avatar: DrawnAvatar, { photos, references }: PhotosToDraw): readonly DrawingPath[] {
  const isTrained = avatar.status === 'completed';
  const isPortrait = avatar.trainingType === 'portrait';
  const there: readonly DrawingPath[] = [
    ...(isTrained ? (['model'] as const) : []),
    ...(isPortrait && references >= MIN_REFERENCES ? (['references'] as const) : []),
    ...(isPortrait && !isTrained && photos > 0 ? (['photo'] as const) : []),
  ];
  const [first, ...others] = there;
  if (first === undefined) return [];
  const best = others.reduce<DrawingPath>((so, path) => (isNearer(avatar, path, so) ? path : so), first);
  return [best, ...there.filter((path) => path !== best)];
}

/** Whether a path is measured to be noticeably more like the person than a preferred one. */
function isNearer(avatar: DrawnAvatar, path: DrawingPath, preferred: DrawingPath): boolean {
  const [distance, other] = [distanceOfPath(avatar, path), distanceOfPath(avatar, preferred)];
  return distance !== null && other !== null && other - distance >= NOTICEABLE_DISTANCE;
}

/** The name under which pictures of an avatar go off sale when the models for their path are gone. */
export type AvatarOffer = `lora.${string}` | 'picture.references' | 'picture.photo';

/** The name for pictures by this path. Only models of the avatar's own family can draw with its LoRA. */
export const offerOfPath = ({ loraFamily }: { readonly loraFamily: string }, path: DrawingPath): AvatarOffer =>
  path === 'model' ? `lora.${loraFamily}` : `picture.${path}`;
