import { CancelOrder } from '../cancel-order';
import { FinishAtProvider } from '../finish-at-provider';
import { defineInbox } from '../inbox';
import { DeletePictures } from './delete-pictures.job';
import { StartGeneration } from './start-generation.job';
import { StartUpscale } from './start-upscale.job';

export const imageGeneratorInbox = defineInbox('image-generator', {
  'start-generation': StartGeneration,
  'finish-generation': FinishAtProvider,
  'cancel-generation': CancelOrder,
  'start-upscale': StartUpscale,
  'finish-upscale': FinishAtProvider,
  'cancel-upscale': CancelOrder,
  'delete-pictures': DeletePictures,
});
