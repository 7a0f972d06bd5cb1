import { message } from '@aisha/contracts';
import { imageGeneratorInbox, type MarkPicture } from '@aisha/contracts/image-generator';
import type { AvatarId } from '@aisha/domain';
import { send, type Effect } from '../engine/conversation';

/**
 * Asks the generator to mark a picture, or to take the mark back. Until it has, the person's own screens show the mark as asked. The set
 * is that of the pending change: of a favourite its person, of a main photo its avatar.
 */
export const askToMark = (asked: MarkPicture, setId: MarkPicture['userId'] | AvatarId): Effect =>
  send(message(imageGeneratorInbox, 'mark-picture', asked), {
    change: `${asked.mark}-${asked.isOn ? 'on' : 'off'}`,
    setId,
    itemId: asked.pictureId,
  });
