import { feature, onButton, open } from '../../engine/conversation';
import { askForPhoto } from '../../orders/sent-photo/ask-for-photo.callback';

/** What conversations that take a sent photo have in common. */
export const sentPhotoFeature = feature({
  actions: [onButton(askForPhoto, ({ usedFor }) => open({ name: usedFor }))],
});
