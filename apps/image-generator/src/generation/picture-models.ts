import { AppError, type TrainingType } from '@aisha/domain';
import { fluxLora, type DrawnPictures, type FalModel, type FluxLoraInput } from '@aisha/providers/fal';

export interface AvatarModel {
  readonly model: FalModel<FluxLoraInput, DrawnPictures>;
  /** How strongly the avatar shows; 0.8–1.2 is useful (fal.md §7.3). */
  readonly loraScale: number;
}

/** Which model draws an avatar of a kind. flux-pro ultra takes no LoRA, so it draws no avatars. */
export const MODEL_OF: Readonly<Record<TrainingType, AvatarModel>> = {
  portrait: { model: fluxLora, loraScale: 1 },
  style: { model: fluxLora, loraScale: 1 },
};

const MODELS = Object.values(MODEL_OF).map(({ model }) => model);

/** The pictures of a model at FAL. Throws `provider-answer-unreadable` if the output is not in the documented form. */
export function drawnBy(endpoint: string, output: unknown): DrawnPictures {
  const model = MODELS.find((known) => known.endpoint === endpoint);
  if (!model) throw new AppError('provider-failed', { facts: { endpoint } });
  return model.output(output);
}
