import type { TrainingInput } from '../../ports';
import { bytesOf, fileOf, within, type FalShape } from './model';

/** The input of a trainer without the avatar's type, which decides the trainer. */
export type TrainerInput = Omit<TrainingInput, 'trainingType'>;

export interface TrainedFile {
  readonly url: string;
  /** The size that FAL reports; null when it reports none. */
  readonly bytes: number | null;
}

/** The file in a trainer's answer. All our trainers answer in the same form. */
export const trainedFile = (output: unknown): TrainedFile => {
  const file = fileOf(output, 'diffusers_lora_file');
  return { url: file.url, bytes: bytesOf(file) };
};

const used = ({ steps }: TrainerInput) => ({ step: steps });

/** https://fal.ai/models/fal-ai/flux-lora-portrait-trainer/api, read 2026-11-20. */
export const fluxPortraitTrainer: FalShape<TrainerInput, TrainedFile> = {
  input: ({ datasetUrl, triggerPhrase, steps }) => ({
    images_data_url: datasetUrl,
    trigger_phrase: triggerPhrase,
    steps,
  }),
  used,
  output: trainedFile,
};

/** https://fal.ai/models/fal-ai/flux-lora-fast-training/api, read 2026-11-20. */
export const fluxFastTrainer: FalShape<TrainerInput, TrainedFile> = {
  input: ({ datasetUrl, triggerPhrase, steps }) => ({
    images_data_url: datasetUrl,
    trigger_word: triggerPhrase,
    steps,
  }),
  used,
  output: trainedFile,
};

/**
 * Trainers that take no trigger phrase: the caption beside each photo names the person by that phrase. `default_caption` takes the place of
 * a missing caption, because the trainers fail without one. The zip is `image_data_url`, not `images_data_url`.
 * https://fal.ai/models/fal-ai/z-image-turbo-trainer-v2/api, by the types of @fal-ai/client 1.10.1.
 */
export const captionedTrainer: FalShape<TrainerInput, TrainedFile> = {
  input: ({ datasetUrl, triggerPhrase, steps }, { limits }) => ({
    image_data_url: datasetUrl,
    default_caption: `a photo of ${triggerPhrase} person`,
    steps: within(steps, limits?.steps),
  }),
  used: ({ steps }, { limits }) => ({ step: within(steps, limits?.steps) }),
  output: trainedFile,
};
