import { startMessages } from '@aisha/kinds/messages';
import { CancelOrder } from '../cancel-order';
import { FinishAtProvider } from '../finish-at-provider';
import { defineInbox } from '../inbox';
import { DeletePicture } from './delete-picture.job';
import { DeletePictures } from './delete-pictures.job';
import { DeleteUpscale } from './delete-upscale.job';
import { KeepLikeness } from './keep-likeness.job';
import { DescribePhoto } from './describe-photo.job';
import { MarkPicture } from './mark-picture.job';

export const imageGeneratorInbox = defineInbox('image-generator', {
  ...startMessages('image-generator'),
  'finish-generation': FinishAtProvider,
  'cancel-generation': CancelOrder,
  'finish-upscale': FinishAtProvider,
  'cancel-upscale': CancelOrder,
  'keep-likeness': KeepLikeness,
  'mark-picture': MarkPicture,
  'delete-picture': DeletePicture,
  'delete-pictures': DeletePictures,
  'delete-upscale': DeleteUpscale,
  'describe-photo': DescribePhoto,
});
