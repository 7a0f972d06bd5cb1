import { CancelOrder } from '../cancel-order';
import { FinishAtProvider } from '../finish-at-provider';
import { defineInbox } from '../inbox';
import { DeleteRestoration } from './delete-restoration.job';
import { StartRestoration } from './start-restoration.job';

export const photoEnhancerInbox = defineInbox('photo-enhancer', {
  'start-restoration': StartRestoration,
  'finish-restoration': FinishAtProvider,
  'cancel-restoration': CancelOrder,
  'delete-restoration': DeleteRestoration,
});
