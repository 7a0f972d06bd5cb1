/** A print by which nearly equal pictures are found; models/print.mjs makes it. */
export interface Print {
  /** 64 bits as sixteen hexadecimal digits. */
  readonly hash: string;
  /** Cb and Cr of sixteen fields, −127 to 127. */
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
export interface LightMeasures {
  /** The mean lightness, 0–255. */
  readonly brightness: number;
  /** The standard deviation of lightness, 0–127. */
  readonly contrast: number;
}

/** The largest face, in a copy of at most 1600 pixels; light and sharpness are those of its square, eyes level, 200 pixels wide. */
export interface FaceMeasures extends LightMeasures {
  /** How sure the detector is of the face, 0–1, and how sure the network is of the face's points. */
  readonly score: number;
  readonly pointsScore: number;
  /** How old the face looks, in years. Absent for photos from before 2026-11-23. */
  readonly age?: number;
  /** The other faces; their size is a share of the largest one's. */
  readonly others: readonly { readonly score: number; readonly size: number }[];
  /** The side of the square, in pixels. */
  readonly side: number;
  /** The middle of the square, as shares of the picture's width and height. */
  readonly middle: { readonly x: number; readonly y: number };
  /** The share of the square outside the picture, 0–1. */
  readonly cutOff: number;
  readonly isMiddleOutside: boolean;
  /**
   * The angle in degrees as the network gives it: a three-quarter view has 25 to 36, a full profile 40 and more. A positive yaw looks to
   * the left edge of the picture.
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
  /** Distance of the colour around the mouth from that between the eyes, by lightness. */
  readonly colourGap: number;
}

/** How much of the person the picture shows. */
export interface BodyMeasures {
  /** The face's square, divided by the shorter side of the picture. */
  readonly faceShare: number;
  /** The room between the face and the lower edge, in sides of the face's square. */
  readonly roomBelow: number;
}

/** The background behind the person; models/background.mjs measures it. */
export interface BackgroundMeasures {
  /** The share of the picture outside of head and body, 0–1. */
  readonly share: number;
  /** Shares of its colours in thousandths: lightness in three, Cb and Cr in five bins each. */
  readonly colours: readonly number[];
  /** The mean red, green and blue of the whole background, 0–255. */
  readonly mean: readonly number[];
}

/** Classes of nsfwjs, each 0–1, together 1. */
export interface ContentMeasures {
  readonly drawing: number;
  readonly hentai: number;
  readonly neutral: number;
  readonly porn: number;
  readonly sexy: number;
}

/** 128 numbers of dlib's network. Biometric: kept with the photo's row, removed with it, in no log. */
export type Embedding = readonly number[];

/** A face in a drawn picture. */
export interface FoundFace {
  /** The score as in FaceMeasures. */
  readonly score: number;
  readonly pointsScore: number;
  readonly embedding: Embedding;
}

/** Everything measured on a photo, once, part by part. Rules read it and change nothing. */
export interface Analysis {
  readonly file: FileMeasures;
  readonly light: LightMeasures;
  /** Null without a face, and when the analysis looked for none. */
  readonly face: FaceMeasures | null;
  readonly body: BodyMeasures | null;
  readonly background: BackgroundMeasures | null;
  readonly content: ContentMeasures;
  readonly likeness: { readonly embedding: Embedding } | null;
}
