import type { TrainingType } from '@aisha/domain';
import type { TrainingInput } from '../../ports';
import { fileOf, type FalModel } from './model';

/** The input of a trainer without the avatar's type, which decides the trainer. */
type TrainerInput = Omit<TrainingInput, 'trainingType'>;

interface TrainedFile {
  readonly url: string;
  /** The size that FAL reports; null when it reports none. */
  readonly bytes: number | null;
}

/** Both trainers answer in one form. */
export const trainedFile = (output: unknown): TrainedFile => {
  const { url, file_size: bytes } = fileOf(output, 'diffusers_lora_file');
  return { url, bytes: typeof bytes === 'number' ? bytes : null };
};

/** The price of a step, from FAL's pages as others quote them (fal.md §7.1, §7.2): not checked against a bill. */
const DOLLARS = { portrait: 0.0024, style: 0.002 };

/** https://fal.ai/models/fal-ai/flux-lora-portrait-trainer/api, read 2026-11-20. */
export const portraitTrainer: FalModel<TrainerInput, TrainedFile> = {
  endpoint: 'fal-ai/flux-lora-portrait-trainer',
  input: ({ datasetUrl, triggerPhrase, steps }) => ({
    images_data_url: datasetUrl,
    trigger_phrase: triggerPhrase,
    steps,
    subject_crop: true,
    multiresolution_training: true,
    create_masks: false,
    data_archive_format: 'zip',
  }),
  dollars: ({ steps }) => DOLLARS.portrait * steps,
  output: trainedFile,
};

/**
 * https://fal.ai/models/fal-ai/flux-lora-fast-training/api, read 2026-11-20. Its trigger is a "word"; for a style the
 * background is not cut away.
 */
export const styleTrainer: FalModel<TrainerInput, TrainedFile> = {
  endpoint: 'fal-ai/flux-lora-fast-training',
  input: ({ datasetUrl, triggerPhrase, steps }) => ({
    images_data_url: datasetUrl,
    trigger_word: triggerPhrase,
    steps,
    is_style: true,
    create_masks: false,
    data_archive_format: 'zip',
  }),
  dollars: ({ steps }) => DOLLARS.style * steps,
  output: trainedFile,
};

export const TRAINERS: Readonly<Record<TrainingType, FalModel<TrainerInput, TrainedFile>>> = {
  portrait: portraitTrainer,
  style: styleTrainer,
};
