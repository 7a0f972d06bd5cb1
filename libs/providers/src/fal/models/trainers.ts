import type { TrainingType } from '@aisha/domain';
import { fileOf, type FalModel } from './model';

export interface TrainingInput {
  /** A zip of photographs, each with a caption `name.txt`; FAL downloads it, so a URL and not the bytes. */
  readonly datasetUrl: string;
  /** A word no language has; in every caption, and later in every prompt. */
  readonly triggerPhrase: string;
  readonly steps: number;
}

export interface TrainedModel {
  readonly loraUrl: string;
  /** Null when FAL does not say. */
  readonly bytes: number | null;
}

const trained = (output: unknown): TrainedModel => {
  const { url, file_size: bytes } = fileOf(output, 'diffusers_lora_file');
  return { loraUrl: url, bytes: typeof bytes === 'number' ? bytes : null };
};

/** The price of a step, from FAL's pages as others quote them (fal.md §7.1, §7.2): not checked against a bill. */
const DOLLARS = { portrait: 0.0024, style: 0.002 };

/** https://fal.ai/models/fal-ai/flux-lora-portrait-trainer/api, read 2026-11-20. */
export const portraitTrainer: FalModel<TrainingInput, TrainedModel> = {
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
  output: trained,
};

/** https://fal.ai/models/fal-ai/flux-lora-fast-training/api, read 2026-11-20. Its trigger is a "word"; a style is not cut out of its ground. */
export const styleTrainer: FalModel<TrainingInput, TrainedModel> = {
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
  output: trained,
};

export const trainerOf = (trainingType: TrainingType): FalModel<TrainingInput, TrainedModel> =>
  trainingType === 'portrait' ? portraitTrainer : styleTrainer;
