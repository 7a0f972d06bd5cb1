import { wanTurbo } from './image-to-video';
import type { Model } from './model';
import { nanoBananaEdit } from './nano-banana';
import { flux2Lora, fluxLora, fluxLoraImageToImage, fluxProUltra, fluxPulid, zImageTurboLora } from './pictures';
import { seedreamFlashEdit } from './seedream';
import { inworldSpeech, minimaxSpeech } from './speech';
import { scribe, xaiSpeechToText } from './speech-recognition';
import { fastTrainer, portraitTrainer, zImageTrainer } from './trainers';
import { codeformer } from './upscale';

/** Everything the fake serves, by full endpoint id. */
export const MODELS: Readonly<Record<string, Model>> = {
  'fal-ai/flux-lora-portrait-trainer': portraitTrainer,
  'fal-ai/flux-lora-fast-training': fastTrainer,
  'fal-ai/z-image-turbo-trainer-v2': zImageTrainer,
  'fal-ai/flux-lora': fluxLora,
  'fal-ai/z-image/turbo/lora': zImageTurboLora,
  'fal-ai/flux-lora/image-to-image': fluxLoraImageToImage,
  'fal-ai/flux-2/lora': flux2Lora,
  'fal-ai/flux-pro/v1.1-ultra': fluxProUltra,
  'fal-ai/flux-pulid': fluxPulid,
  'google/nano-banana-2.1/edit': nanoBananaEdit,
  'bytedance/seedream/v5/flash/edit': seedreamFlashEdit,
  'fal-ai/codeformer': codeformer,
  'fal-ai/wan/v2.2-a14b/image-to-video/turbo': wanTurbo,
  'fal-ai/minimax/speech-02-turbo': minimaxSpeech,
  'xai/speech-to-text/v1': xaiSpeechToText,
  'fal-ai/elevenlabs/speech-to-text/scribe-v2': scribe,
  'fal-ai/inworld-tts': inworldSpeech,
};
