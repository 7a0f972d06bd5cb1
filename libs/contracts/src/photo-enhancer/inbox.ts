import { startMessages } from '@aisha/kinds/messages';
import { CancelOrder } from '../cancel-order';
import { FinishAtProvider } from '../finish-at-provider';
import { defineInbox } from '../inbox';
import { DeleteRestoration } from './delete-restoration.job';

export const photoEnhancerInbox = defineInbox('photo-enhancer', {
  ...startMessages('photo-enhancer'),
  'finish-restoration': FinishAtProvider,
  'cancel-restoration': CancelOrder,
  'delete-restoration': DeleteRestoration,
});
