import { SMALLEST_PHOTO_SIDE_PX } from '@aisha/domain';

/** Where a measurement becomes advice, and where a refusal. */
export interface Threshold {
  readonly warn: number;
  readonly reject: number;
  /**
   * `fitted` on 83 photographs of faces and their spoiled copies; `chosen` by what the trainers need, to be fitted once
   * we have seen more. The figures of every photo are in avatar_photo.metadata.
   */
  readonly source: 'fitted' | 'chosen';
}

/** A photo is not refused by this measurement alone. */
const NEVER = Infinity;

/** Every threshold of the check; a rule has none of its own. */
export const THRESHOLDS = {
  /** The shorter side in pixels. */
  shorterSide: { warn: 768, reject: SMALLEST_PHOTO_SIDE_PX, source: 'chosen' },
  /** The longer side divided by the shorter: of a panorama or a screenshot a square crop leaves nothing. */
  aspect: { warn: 2.2, reject: 3, source: 'chosen' },
  /**
   * How sure the detector and the network of points are. Good faces have 0.55 to 0.97 and 1; a full profile has points
   * of 0.3 to 0.8.
   */
  faceScore: { warn: 0.5, reject: 0.5, source: 'fitted' },
  facePointsScore: { warn: 0.6, reject: 0.6, source: 'fitted' },
  /**
   * Another face counts from this size, as a share of the largest, and from this score; smaller ones are passers-by in
   * the background.
   */
  otherFaceSize: { warn: 0.35, reject: 0.35, source: 'fitted' },
  otherFaceScore: { warn: 0.4, reject: 0.4, source: 'fitted' },
  /** Side of the face's square in pixels, and by the shorter side of the picture. */
  faceSide: { warn: 160, reject: 100, source: 'fitted' },
  faceShare: { warn: 0.15, reject: 0.08, source: 'fitted' },
  /** The share of the face outside the picture. */
  cutOff: { warn: 0.1, reject: 0.3, source: 'chosen' },
  /** Degrees of yaw to either side. */
  yaw: { warn: 25, reject: 40, source: 'fitted' },
  pitch: { warn: 20, reject: 35, source: 'fitted' },
  roll: { warn: 35, reject: NEVER, source: 'fitted' },
  sharpness: { warn: 0.025, reject: 0.008, source: 'fitted' },
  /** Mean lightness of the face, or of the picture where there is none. */
  dark: { warn: 60, reject: 35, source: 'fitted' },
  bright: { warn: NEVER, reject: 235, source: 'fitted' },
  blownOut: { warn: 0.15, reject: 0.35, source: 'fitted' },
  /** Lightness above which a pixel of skin has no detail left; `blownOut` is the share of such pixels. */
  blownOutPixel: { warn: 245, reject: NEVER, source: 'chosen' },
  /** Standard deviation of lightness: below the first value the photo shows fog or a wall. */
  contrast: { warn: 20, reject: 12, source: 'fitted' },
  /** Sunglasses: bare faces have 0.45 and more, painted sunglasses 0.20. */
  eyesByCheeks: { warn: 0.4, reject: -NEVER, source: 'fitted' },
  /**
   * A mask: bare faces have a gap of at most 0.18, and around the mouth 0.57 to 1.11 of the bridge's light. Painted masks: blue ones a gap
   * from 0.31 on, white ones light from 1.38 on, black ones up to 0.31.
   */
  colourGap: { warn: 0.25, reject: NEVER, source: 'fitted' },
  darkMouth: { warn: 0.45, reject: -NEVER, source: 'fitted' },
  lightMouth: { warn: 1.25, reject: NEVER, source: 'fitted' },
  /** The threshold for `eyesByCheeks`: ten of eleven painted glasses have 0.25 at most, faces in white masks 0.32 and more. */
  coveredBridge: { warn: 0.3, reject: -NEVER, source: 'fitted' },
  /**
   * Porn and hentai together. Close portraits of clothed people with bare shoulders reach 0.88, drawn people 0.07; we
   * have not measured how much explicit content passes. "Sexy" alone refuses nothing, because swimwear reaches 1.
   */
  explicit: { warn: 0.8, reject: 0.9, source: 'fitted' },
  sexy: { warn: 0.9, reject: NEVER, source: 'chosen' },
  /** Bits in which two hashes differ: copies differ in at most 8, frames of a burst from 8 on, other photos from 10 on. */
  hashDistance: { warn: 10, reject: 4, source: 'fitted' },
  /** Mean difference of the colours of two prints: copies have at most 3.0, unlike drawings with like hashes from 4.3 on. */
  colourDistance: { warn: 3.5, reject: 3.5, source: 'fitted' },
  /**
   * The distance from the middle of the set's other faces: one person's photos have at most 0.475, strangers' 0.514 and
   * more. The person may insist on a photo.
   */
  personDistance: { warn: 0.5, reject: NEVER, source: 'fitted' },
  /** Two faces nearer than this are linked, and the most linked ones begin the middle of a set: two photos of one person differ by 0.60 at most. */
  linkedFaces: { warn: 0.6, reject: NEVER, source: 'fitted' },
  /**
   * The distance of a face of the register from the middle of a set or from its main photo, as far as a person's own
   * photos are apart. How likely a stranger comes this near among a thousand is not measured; it costs the stranger two
   * selfies.
   */
  knownFace: { warn: 0.475, reject: NEVER, source: 'chosen' },
  /**
   * The same distance for a single photo: of 171 pairs of 19 photographs of one man 146 are this near, of 151 pairs of
   * like women none. With 0.6 all 171 would be near, and 16 of the 151: one report would stop every tenth avatar of one
   * photo.
   */
  knownPhoto: { warn: 0.5, reject: NEVER, source: 'fitted' },
  /**
   * Two pictures whose faces are nearer than this are likely one shot, edited: 178 of 190 filtered, cropped, turned,
   * squeezed or mirrored copies of ten faces are, and one of 171 pairs of 19 photographs of one man.
   */
  sameShotFace: { warn: 0.22, reject: NEVER, source: 'fitted' },
  /** How many faces a set needs to have a middle from which strangers are far. */
  facesOfSet: { warn: 4, reject: NEVER, source: 'chosen' },
  /**
   * nsfwjs' class of drawings. A drawn face has no true age: the network gives one of 4 to 56. Drawn people have 0.18
   * to 0.99, photographs 0 to 0.10, two of 59 more.
   */
  drawing: { warn: 0.15, reject: NEVER, source: 'fitted' },
  /** The share of a set's photos that must tell an age, below which the set tells none. */
  tellingAge: { warn: 0.5, reject: NEVER, source: 'chosen' },
  /**
   * Degrees of yaw from which a face counts as seen from a side: people who look into the camera have up to 17, a
   * three-quarter view 23 to 28.
   */
  sideView: { warn: 18, reject: NEVER, source: 'fitted' },
  /** The face's square by the shorter side of the picture: a selfie at arm's length has 0.4 to 0.6, a picture to the waist 0.15 to 0.22. */
  closeUp: { warn: 0.36, reject: NEVER, source: 'chosen' },
  waistUp: { warn: 0.24, reject: NEVER, source: 'chosen' },
  /**
   * Mean lightness of a face: below the lower value it is evening or a lamp stands behind, above the upper value there
   * is sun or a flash.
   */
  dimLight: { warn: 100, reject: NEVER, source: 'chosen' },
  brightLight: { warn: 165, reject: NEVER, source: 'chosen' },
  /** Half the sum of the differences of two backgrounds' colours: one room has 0.14 to 0.48, others from 0.38 on. */
  backgroundDistance: { warn: 0.36, reject: NEVER, source: 'fitted' },
  /** The least number of photos of each view: a network that sees one view of a face draws that view. */
  straightFaces: { warn: 4, reject: NEVER, source: 'chosen' },
  sideFaces: { warn: 2, reject: NEVER, source: 'chosen' },
  closeFaces: { warn: 2, reject: NEVER, source: 'chosen' },
  /**
   * The share of a set from which alike photos are too many: a network learns what they share as a part of the person.
   */
  oneBackground: { warn: 0.6, reject: NEVER, source: 'chosen' },
  onlyClose: { warn: 0.8, reject: NEVER, source: 'chosen' },
  oneLight: { warn: 0.9, reject: NEVER, source: 'chosen' },
} as const satisfies Record<string, Threshold>;

/** Judges a measurement that should be high. */
export const tooLow = <Reject, Warn>(value: number, { warn, reject }: Threshold, onReject: Reject, onWarn: Warn) =>
  value < reject ? onReject : value < warn ? onWarn : null;

/** Judges a measurement that should be low. */
export const tooHigh = <Reject, Warn>(value: number, { warn, reject }: Threshold, onReject: Reject, onWarn: Warn) =>
  value > reject ? onReject : value > warn ? onWarn : null;
