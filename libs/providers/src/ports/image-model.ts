import type { AspectRatio } from '@aisha/domain';
import type { ModelNeed } from '../catalogue';
import type { RemoteSubmission } from './remote-queue';

/** The input that every image model takes. */
export interface Drawing {
  readonly prompt: string;
  readonly aspectRatio: AspectRatio;
  /** 1 to 4; a model that draws from one photo makes one picture, however many are asked for. */
  readonly pictureCount: number;
  /** A seed below 2^31; a model that takes no seed draws another picture each time. */
  readonly seed: number;
}

/** A drawing with a trained LoRA, which has learnt a person or a manner. */
export interface LoraDrawing extends Drawing {
  /** The provider downloads the LoRA. The URL alone is enough to use a face: never log it. */
  readonly loraUrl: string;
  /** How strongly the LoRA shows; 0.8–1.2 is useful. */
  readonly loraScale: number;
  /** 1 to 50: more steps take longer and cost the same. */
  readonly steps: number;
  /** How closely the picture follows the prompt, 0 to 35. */
  readonly guidanceScale: number;
}

/** Pictures of the person on one photo. */
export interface PhotoDrawing extends Drawing {
  /** The provider downloads the photo. The URL alone gives access to it: never log it. */
  readonly photoUrl: string;
}

/** Pictures of the person on several photos. */
export interface ReferenceDrawing extends Drawing {
  /**
   * The photos, the best first; those past the model's `mostReferences` are not sent. A URL alone gives access to its photo: never log it.
   */
  readonly photoUrls: readonly string[];
}

export interface DrawnPicture {
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  /**
   * False: the model found nudity and usually painted the picture black. Such a picture is neither delivered nor
   * charged.
   */
  readonly isDecent: boolean;
}

export interface DrawnPictures {
  readonly pictures: readonly DrawnPicture[];
  /** The seed in digits: a provider's own seeds may be larger than a number holds. */
  readonly seed: string | null;
}

/** Draws pictures. Drawing is remote work: a queue takes its `submission`. */
export interface ImageModel<Input extends Drawing = Drawing> {
  /** How many photos of a person one request takes; 0: none. */
  readonly mostReferences: number;

  /**
   * The submission of a drawing. The provider keeps its pictures for a day, unless the submission sets a shorter time.
   */
  submission(input: Input, webhookUrl: string): RemoteSubmission;
}

/** What pictures are drawn from: the prompt alone, a person's LoRA, one photo of them, or several. */
interface Drawings {
  readonly draw: Drawing;
  readonly 'draw-with-lora': LoraDrawing;
  readonly 'draw-from-photo': PhotoDrawing;
  readonly 'draw-from-references': ReferenceDrawing;
}
export type DrawingWork = keyof Drawings;
export const DRAWING_WORK = [
  'draw',
  'draw-with-lora',
  'draw-from-photo',
  'draw-from-references',
] as const satisfies readonly DrawingWork[];
export type ImageModelOf<Work extends DrawingWork> = ImageModel<Drawings[Work]>;

/** What an image model must do. */
export type DrawingNeed<Work extends DrawingWork = DrawingWork> = ModelNeed & { readonly does: Work };

/** The image models, by what is needed: an app chooses what an order needs, and the catalogue chooses the model. */
export abstract class ImageModels {
  /**
   * The model for what is needed. An app asks anew for each submission, because a model may be gone by then. Throws `model-gone` when none
   * is left.
   */
  abstract that<Work extends DrawingWork>(need: DrawingNeed<Work>): ImageModelOf<Work>;

  /**
   * Reads an output by the model at the endpoint, served or not. Throws `provider-failed` if the endpoint is unknown, and
   * `provider-answer-unreadable` if the output is not in the model's documented form.
   */
  abstract drawnAt(endpoint: string, output: unknown): DrawnPictures;

  /**
   * The file that the provider has made, whatever its content: 16 MB at most, within half a minute. Throws the
   * `provider-*` codes.
   */
  abstract fetch(picture: DrawnPicture): Promise<Buffer>;
}
