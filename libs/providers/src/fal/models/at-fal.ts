import { shippedCatalogue, type Model, type ModelCatalogue, type ModelNeed, type ModelWork } from '../../catalogue';
import type {
  Drawing,
  DrawnPictures,
  LoraDrawing,
  PictureEdit,
  PhotoDrawing,
  ReferenceDrawing,
  UpscaleInput,
  VideoInput,
} from '../../ports';
import { tellSeries } from '../http/metrics';
import { fluxLora } from './flux-lora';
import { fluxPulid } from './flux-pulid';
import { fluxUltra } from './flux-ultra';
import { wanTurbo } from './image-to-video';
import { FalModel, type FalShape } from './model';
import { nanoBananaChange, nanoBananaEdit } from './nano-banana';
import { seedreamChange, seedreamReferences } from './seedream';
import { inworldSpeech, minimaxSpeech, type SpeechInput, type SpeechShape, type SpokenText } from './speech';
import {
  scribeTranscript,
  xaiTranscript,
  type HeardWords,
  type ListeningInput,
  type TranscriptShape,
} from './speech-recognition';
import {
  captionedTrainer,
  fluxFastTrainer,
  fluxPortraitTrainer,
  type TrainedFile,
  type TrainerInput,
} from './trainers';
import { codeformer, type UpscaledPicture } from './upscale';

/** What FAL's models take and give, by their work. */
interface AtFal {
  readonly draw: FalModel<Drawing, DrawnPictures>;
  readonly 'draw-with-lora': FalModel<LoraDrawing, DrawnPictures>;
  readonly 'draw-from-photo': FalModel<PhotoDrawing, DrawnPictures>;
  readonly 'draw-from-references': FalModel<ReferenceDrawing, DrawnPictures>;
  readonly train: FalModel<TrainerInput, TrainedFile>;
  readonly upscale: FalModel<UpscaleInput, UpscaledPicture>;
  readonly edit: FalModel<PictureEdit, { readonly url: string }>;
  readonly animate: FalModel<VideoInput, { readonly url: string }>;
  readonly 'read-aloud': FalModel<SpeechInput, SpokenText>;
  readonly 'write-down': FalModel<ListeningInput, HeardWords>;
}
type WorkAtFal = keyof AtFal;
type ShapesOf<Named> =
  Named extends FalModel<infer Input, infer Output> ? Record<string, FalShape<Input, Output>> : never;

const SPEECH_SHAPES: Readonly<Record<string, SpeechShape>> = {
  'inworld-speech': inworldSpeech,
  'minimax-speech': minimaxSpeech,
};

/** Whether a model that reads aloud takes a speed. */
export const readsAtSpeeds = ({ shape }: Model): boolean => SPEECH_SHAPES[shape]?.readsAtSpeeds === true;

const TRANSCRIPT_SHAPES: Readonly<Record<string, TranscriptShape>> = {
  'xai-transcript': xaiTranscript,
  'scribe-transcript': scribeTranscript,
};

/** Whether a request to a model that writes recordings down may name this language. */
export const takesLanguage = ({ shape }: Model, language: string): boolean =>
  TRANSCRIPT_SHAPES[shape]?.languages?.has(language) ?? true;

/** The forms of requests that we speak, by the work and by the name that entries of the catalogue use. */
const SHAPES: { readonly [Work in WorkAtFal]: ShapesOf<AtFal[Work]> } = {
  draw: { 'flux-ultra': fluxUltra },
  'draw-with-lora': { 'flux-lora': fluxLora },
  'draw-from-photo': { 'flux-pulid': fluxPulid },
  'draw-from-references': { 'nano-banana-edit': nanoBananaEdit, 'seedream-edit': seedreamReferences },
  train: {
    'flux-portrait-trainer': fluxPortraitTrainer,
    'flux-fast-trainer': fluxFastTrainer,
    'captioned-trainer': captionedTrainer,
  },
  upscale: { codeformer },
  edit: { 'nano-banana-edit': nanoBananaChange, 'seedream-edit': seedreamChange },
  animate: { 'wan-turbo': wanTurbo },
  'read-aloud': SPEECH_SHAPES,
  'write-down': TRANSCRIPT_SHAPES,
};

const isAtFal = (work: ModelWork): work is WorkAtFal => Object.hasOwn(SHAPES, work);

/** The models of the catalogue that FAL serves. */
export class ModelsAtFal {
  /** Throws an error with the entry and its shape when orders take an entry whose shape we do not speak. */
  constructor(private readonly catalogue: ModelCatalogue = shippedCatalogue()) {
    for (const model of catalogue.of('fal')) {
      if (model.state !== 'active') continue;
      for (const work of model.does) {
        if (shapeOf(work, model)) continue;
        throw new Error(`${model.id}: shape ${model.shape} is none that can ${work}`);
      }
    }
    tellSeries(catalogue.of('fal'));
  }

  /** The model for what is needed. Throws `model-gone` when none is left. */
  chosen<Work extends WorkAtFal>({ does, ...need }: ModelNeed & { readonly does: Work }): AtFal[Work] {
    return bound(does, this.catalogue.choose({ ...need, does, provider: 'fal' }));
  }

  /** The models that orders take for this work, the first choice first. */
  active<Work extends WorkAtFal>(does: Work): AtFal[Work][] {
    const models = this.catalogue.those({ does, provider: 'fal' }).filter(({ state }) => state === 'active');
    return models.map((model) => bound(does, model));
  }

  /** Whether a request may be sent to the model. */
  isServed({ entry }: { readonly entry: Model }): boolean {
    return !this.catalogue.isRetired(entry);
  }

  /**
   * The model at an endpoint, whether or not it is still served, because a result of it may have to be read. Undefined where the endpoint
   * is unknown.
   */
  at<Work extends WorkAtFal>(work: Work, endpoint: string): AtFal[Work] | undefined {
    const model = this.catalogue.find(endpoint);
    return model && shapeOf(work, model) ? bound(work, model) : undefined;
  }
}

const shapeOf = (work: ModelWork, { shape }: Model): FalShape<never, unknown> | undefined =>
  isAtFal(work) ? (SHAPES[work] as Readonly<Record<string, FalShape<never, unknown>>>)[shape] : undefined;

/** Throws for an entry whose shape we do not speak. The constructor has checked all entries that orders take. */
const bound = <Work extends WorkAtFal>(work: Work, model: Model): AtFal[Work] => {
  const shape = shapeOf(work, model);
  if (!shape) throw new Error(`${model.id}: shape ${model.shape} is none that can ${work}`);
  return new FalModel(model, shape) as unknown as AtFal[Work];
};
