import { SMALLEST_PHOTO_SIDE_PX } from '@aisha/domain';

/** The measurement from which the person gets advice, and the one from which the photo is refused. */
interface Threshold {
  readonly warn: number;
  readonly reject: number;
  /**
   * How the threshold was found. `fitted`: on 83 photographs of faces and their spoiled copies. `chosen`: by what the trainers need; it
   * will be fitted once we have measured more photos, whose figures are in avatar_photo.metadata.
   */
  readonly source: 'fitted' | 'chosen';
}

/**
 * A limit that no measurement reaches. With it a measurement never refuses a photo on its own (`reject`), or never gives advice (`warn`);
 * for a measurement that should be high, the limit is -NEVER.
 */
const NEVER = Infinity;

/** All thresholds of the check; the rules contain no numbers of their own. */
export const THRESHOLDS = {
  /** The shorter side in pixels. */
  shorterSide: { warn: 768, reject: SMALLEST_PHOTO_SIDE_PX, source: 'chosen' },
  /** The longer side divided by the shorter one. A square crop of a long panorama or screenshot leaves nothing of use. */
  aspect: { warn: 2.2, reject: 3, source: 'chosen' },
  /**
   * The scores of the detector (faceScore) and of the network of points (facePointsScore). Good faces have a faceScore of 0.55 to 0.97, and
   * a facePointsScore of 1; a full profile has a facePointsScore of 0.3 to 0.8.
   */
  faceScore: { warn: 0.5, reject: 0.5, source: 'fitted' },
  facePointsScore: { warn: 0.6, reject: 0.6, source: 'fitted' },
  /**
   * Another face counts from this size on, as a share of the largest face, and from this score on. Smaller faces are passers-by in the
   * background.
   */
  otherFaceSize: { warn: 0.35, reject: 0.35, source: 'fitted' },
  otherFaceScore: { warn: 0.4, reject: 0.4, source: 'fitted' },
  /** The side of the face's square, in pixels and as a share of the picture's shorter side. */
  faceSide: { warn: 160, reject: 100, source: 'fitted' },
  faceShare: { warn: 0.15, reject: 0.08, source: 'fitted' },
  /** The share of the face outside the picture. */
  cutOff: { warn: 0.1, reject: 0.3, source: 'chosen' },
  /** Degrees in either direction: a larger angle is worse. */
  yaw: { warn: 25, reject: 40, source: 'fitted' },
  pitch: { warn: 20, reject: 35, source: 'fitted' },
  roll: { warn: 35, reject: NEVER, source: 'fitted' },
  sharpness: { warn: 0.025, reject: 0.008, source: 'fitted' },
  /** The mean lightness of the face, or of the whole picture when it shows no face. */
  dark: { warn: 60, reject: 35, source: 'fitted' },
  bright: { warn: NEVER, reject: 235, source: 'fitted' },
  blownOut: { warn: 0.15, reject: 0.35, source: 'fitted' },
  /** Lightness above which a pixel of skin has no detail left; `blownOut` is the share of such pixels. */
  blownOutPixel: { warn: 245, reject: NEVER, source: 'chosen' },
  /** The standard deviation of lightness: below `warn` the photo likely shows fog or a wall. */
  contrast: { warn: 20, reject: 12, source: 'fitted' },
  /** Faces below this value likely wear sunglasses: bare faces have 0.45 and more, painted sunglasses 0.20. */
  eyesByCheeks: { warn: 0.4, reject: -NEVER, source: 'fitted' },
  /**
   * Faces outside these values likely wear a mask. Bare faces have a colour gap of at most 0.18, and the mouth has 0.57 to 1.11 of the
   * bridge's lightness. Painted masks differ: blue ones have a gap of 0.31 and more, white ones a lightness of 1.38 and more, black ones of
   * 0.31 and less.
   */
  colourGap: { warn: 0.25, reject: NEVER, source: 'fitted' },
  darkMouth: { warn: 0.45, reject: -NEVER, source: 'fitted' },
  lightMouth: { warn: 1.25, reject: NEVER, source: 'fitted' },
  /**
   * The value of `eyesByCheeks` below which the bridge of the nose counts as covered by glasses. Ten of eleven painted glasses have 0.25 at
   * most, faces in white masks 0.32 and more.
   */
  coveredBridge: { warn: 0.3, reject: -NEVER, source: 'fitted' },
  /**
   * The score of the classes porn and hentai together. Close portraits of clothed people with bare shoulders reach 0.88, drawn people 0.07;
   * we have not measured how much explicit content passes. The class "sexy" alone refuses nothing, because swimwear reaches 1.
   */
  explicit: { warn: 0.8, reject: 0.9, source: 'fitted' },
  sexy: { warn: 0.9, reject: NEVER, source: 'chosen' },
  /** The bits in which two hashes differ: copies differ in at most 8 bits, frames of a burst in 8 or more, other photos in 10 or more. */
  hashDistance: { warn: 10, reject: 4, source: 'fitted' },
  /** The mean difference of the colours of two prints: copies have at most 3.0, different drawings with similar hashes 4.3 or more. */
  colourDistance: { warn: 3.5, reject: 3.5, source: 'fitted' },
  /**
   * The distance from the middle of the set's other faces: one person's photos have at most 0.475, strangers' photos 0.514 and more. The
   * person may keep a photo against this advice.
   */
  personDistance: { warn: 0.5, reject: NEVER, source: 'fitted' },
  /**
   * Two faces nearer than this count as similar, because two photos of one person differ by 0.60 at most. The middle of a set is first
   * computed from its largest group of similar faces.
   */
  linkedFaces: { warn: 0.6, reject: NEVER, source: 'fitted' },
  /**
   * A face of the register this near to the middle of a set, or to its main photo, may be the same person: a person's own photos are at
   * most this far apart. We have not measured how likely one of a thousand strangers comes this near; a stranger who does must send two
   * selfies.
   */
  knownFace: { warn: 0.475, reject: NEVER, source: 'chosen' },
  /**
   * A single photo this near to a face of the register may show the same person. Of 171 pairs of 19 photographs of one man 146 are this
   * near, of 151 pairs of similar women none. With 0.6 all 171 would be near, but also 16 of the 151, and one report would stop every tenth
   * avatar of one photo.
   */
  knownPhoto: { warn: 0.5, reject: NEVER, source: 'fitted' },
  /**
   * Two pictures whose faces are nearer than this are likely one edited shot. 178 of 190 filtered, cropped, turned, squeezed or mirrored
   * copies of ten faces are this near, but only one of 171 pairs of 19 photographs of one man.
   */
  sameShotFace: { warn: 0.22, reject: NEVER, source: 'fitted' },
  /** How many faces a set needs before strangers are clearly far from its middle. */
  facesOfSet: { warn: 4, reject: NEVER, source: 'chosen' },
  /**
   * The score of nsfwjs' class of drawings. From this score on, the age of a face is ignored: a drawn face has no true age, and the network
   * gives one of 4 to 56. Drawn people have 0.18 to 0.99; photographs have 0 to 0.10, except two of 59 that have more.
   */
  drawing: { warn: 0.15, reject: NEVER, source: 'fitted' },
  /** The share of a set's photos that must show an age; with a smaller share the set has no age. */
  tellingAge: { warn: 0.5, reject: NEVER, source: 'chosen' },
  /**
   * The degrees of yaw from which a face counts as seen from a side. People who look into the camera have up to 17 degrees, a three-quarter
   * view 23 to 28.
   */
  sideView: { warn: 18, reject: NEVER, source: 'fitted' },
  /**
   * The face's square divided by the shorter side of the picture: a selfie at arm's length has 0.4 to 0.6, a picture to the waist 0.15 to
   * 0.22.
   */
  closeUp: { warn: 0.36, reject: NEVER, source: 'chosen' },
  waistUp: { warn: 0.24, reject: NEVER, source: 'chosen' },
  /**
   * The mean lightness of a face. Below the lower value the photo was taken in the evening or with a lamp behind the person, above the
   * upper value in sun or with a flash.
   */
  dimLight: { warn: 100, reject: NEVER, source: 'chosen' },
  brightLight: { warn: 165, reject: NEVER, source: 'chosen' },
  /**
   * Half the sum of the differences of two backgrounds' colours: photos of one room have 0.14 to 0.48, photos of different rooms 0.38 and
   * more.
   */
  backgroundDistance: { warn: 0.36, reject: NEVER, source: 'fitted' },
  /** The least number of photos of each view, because a network that sees only one view of a face draws only that view. */
  straightFaces: { warn: 4, reject: NEVER, source: 'chosen' },
  sideFaces: { warn: 2, reject: NEVER, source: 'chosen' },
  closeFaces: { warn: 2, reject: NEVER, source: 'chosen' },
  /** From this share of a set on, too many photos are alike: a network learns what the photos share as a part of the person. */
  oneBackground: { warn: 0.6, reject: NEVER, source: 'chosen' },
  onlyClose: { warn: 0.8, reject: NEVER, source: 'chosen' },
  oneLight: { warn: 0.9, reject: NEVER, source: 'chosen' },
} as const satisfies Record<string, Threshold>;

/** Judges a measurement that should be high: returns the finding of a refusal, of advice, or null. */
export const tooLow = <Reject, Warn>(value: number, { warn, reject }: Threshold, onReject: Reject, onWarn: Warn) =>
  value < reject ? onReject : value < warn ? onWarn : null;

/** Judges a measurement that should be low: returns the finding of a refusal, of advice, or none. */
export const tooHigh = <Reject, Warn>(value: number, { warn, reject }: Threshold, onReject: Reject, onWarn: Warn) =>
  value > reject ? onReject : value > warn ? onWarn : null;
