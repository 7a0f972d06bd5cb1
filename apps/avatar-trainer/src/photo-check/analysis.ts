/** A print: what nearly equal pictures have in common. models/print.mjs computes it. */
export interface Print {
  /** The hash: 64 bits as sixteen hexadecimal digits. */
  readonly hash: string;
  /** The colours Cb and Cr of the picture's sixteen fields (four rows of four), −127 to 127. */
  readonly colours: readonly number[];
}

/** Measurements of the file itself. */
export interface FileMeasures {
  readonly bytes: number;
  /** The format as sharp names it; `heic` for HEVC in a HEIF box. */
  readonly format: string;
  /** The width of the upright picture, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly print: Print;
  readonly mirroredPrint: Print;
}

/** Measurements of the whole picture's light. */
interface LightMeasures {
  /** The mean lightness, 0–255. */
  readonly brightness: number;
  /** The standard deviation of lightness, 0–127. */
  readonly contrast: number;
}

/**
 * Measurements of the largest face, found in a copy of at most 1600 pixels. Light and sharpness are those of the face's square, turned so
 * that the eyes are level and scaled to 200 pixels.
 */
export interface FaceMeasures extends LightMeasures {
  /** How sure the detector is that this is a face, 0–1. `pointsScore` is how sure the network is of the face's points. */
  readonly score: number;
  readonly pointsScore: number;
  /** How old the face looks, in years. Photos from before 2026-11-23 have no age. */
  readonly age?: number;
  /** The other faces, each with its size as a share of the largest face's size. */
  readonly others: readonly { readonly score: number; readonly size: number }[];
  /** The side of the square, in pixels. */
  readonly side: number;
  /** The middle of the square, as shares of the picture's width and height. */
  readonly middle: { readonly x: number; readonly y: number };
  /** The share of the square outside the picture, 0–1. */
  readonly cutOff: number;
  readonly isMiddleOutside: boolean;
  /**
   * The angles of the head in degrees, as the network gives them. Three-quarter views have a yaw of 25 to 36, full profiles of 40 and more.
   * A positive yaw turns to the left edge of the picture.
   */
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** The share of pixels without detail: lighter than the threshold `blownOutPixel`. */
  readonly blownOut: number;
  /** The variance of the Laplacian, divided by the variance of lightness. */
  readonly sharpness: number;
  /** The lightness around the eyes, divided by that of the cheeks. */
  readonly eyesByCheeks: number;
  /** The lightness around the mouth, divided by that between the eyes. */
  readonly mouthByBridge: number;
  /** The distance of the colour around the mouth from that between the eyes, divided by lightness. */
  readonly colourGap: number;
}

/** How much of the person the picture shows. */
interface BodyMeasures {
  /** The face's square, divided by the shorter side of the picture. */
  readonly faceShare: number;
  /** The distance from the face to the lower edge of the picture, in sides of the face's square. */
  readonly roomBelow: number;
}

/** The background behind the person; models/background.mjs measures it. */
interface BackgroundMeasures {
  /** The share of the picture outside of head and body, 0–1. */
  readonly share: number;
  /** The shares of the background's colours, in thousandths. Lightness is counted in three bins, Cb and Cr in five each. */
  readonly colours: readonly number[];
  /** The mean red, green and blue of the whole background, 0–255. */
  readonly mean: readonly number[];
}

/** The scores of nsfwjs' classes, each 0–1; all of them sum to 1. */
interface ContentMeasures {
  readonly drawing: number;
  readonly hentai: number;
  readonly neutral: number;
  readonly porn: number;
  readonly sexy: number;
}

/**
 * The 128 numbers in which dlib's network describes a face. They are biometric: they are stored only in the rows of photos, selfies and
 * known faces, are removed with those rows, and appear in no log.
 */
export type Embedding = readonly number[];

/** A face in a picture that we drew, or that a person wants changed. */
export interface FoundFace {
  /** The scores have the meaning that they have in FaceMeasures. */
  readonly score: number;
  readonly pointsScore: number;
  readonly embedding: Embedding;
}

/** A face whose age was estimated. */
export interface AgedFace extends FoundFace {
  /** The size as a share of the largest face's. */
  readonly size: number;
  /** How old the face looks, in years. */
  readonly age: number;
}

/** Everything that is measured on a photo, once, part by part. The rules read these measurements and change nothing. */
export interface Analysis {
  readonly file: FileMeasures;
  readonly light: LightMeasures;
  /** Null when no face was found, and when the analysis did not look for one. */
  readonly face: FaceMeasures | null;
  readonly body: BodyMeasures | null;
  readonly background: BackgroundMeasures | null;
  readonly content: ContentMeasures;
  readonly likeness: { readonly embedding: Embedding } | null;
}
