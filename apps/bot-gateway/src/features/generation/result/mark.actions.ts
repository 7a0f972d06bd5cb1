import type { AvatarId, OrderId, PictureMark } from '@aisha/domain';
import type { ImageGeneration } from '@aisha/kinds/tables';
import { generateTexts } from '@aisha/words';
import {
  answer,
  onButton,
  type Elsewhere,
  type GlobalAction,
  type StepContext,
  type Readers,
} from '../../../engine/conversation';
import { askToMark } from '../../../orders/ask-to-mark';
import { type MarkedPicture, ChangedPictures, ChangedAvatars } from '../../../readers';
import { markPicture, markPictures } from '../../../callbacks/picture-result.callbacks';
import { resultWith } from './result.question';

interface Asked {
  readonly orderId: OrderId;
  readonly mark: PictureMark;
}

/** The pictures that may be marked; if none may be marked, an answer that says why. */
const markable = async ({ orderId, mark }: Asked, { person }: Asking, readers: Readers) => {
  const { userId, language } = person;
  const found = await readers.of(ChangedPictures).marked(userId, orderId, mark);
  if (!found?.pictures.length) return answer(generateTexts[language][found ? 'goneAlready' : 'gone']);
  const { avatarId } = found;
  const isShown = mark === 'favourite' || (avatarId && (await readers.of(ChangedAvatars).find(userId, avatarId)));
  return isShown ? found : answer(generateTexts[language].noAvatarToShow);
};
type Asking = Pick<StepContext, 'person'>;

interface Marking extends Asked {
  readonly generation: ImageGeneration;
  /** The avatar; null for pictures without an avatar, which cannot become a main photo. */
  readonly avatarId: AvatarId | null;
  readonly pictures: readonly MarkedPicture[];
}

/**
 * Marks one picture, or removes its mark. The question which picture to mark stays open for favourites, because there may be several of
 * them, and is closed after the choice of a main photo.
 */
function marked(
  { orderId, generation, mark, avatarId, pictures }: Marking,
  chosen: MarkedPicture,
  { person }: Asking,
): Elsewhere {
  const { userId, language } = person;
  const { id: pictureId, isOn } = chosen;
  const stays = mark === 'favourite' && pictures.length > 1;
  return answer(
    generateTexts[language][isOn ? 'nowMarked' : 'notMarked']({ mark }),
    askToMark({ orderId, userId, pictureId, mark, isOn }, mark === 'main-photo' && avatarId ? avatarId : userId),
    ...(pictures.length > 1
      ? [resultWith(generation, stays ? { marking: markingOf(mark, pictures, chosen) } : {})]
      : []),
  );
}

const markingOf = (mark: PictureMark, pictures: readonly MarkedPicture[], changed?: MarkedPicture) => ({
  mark,
  pictures: pictures.map(({ id, position, isOn }) => ({ position, isOn: id === changed?.id ? changed.isOn : isOn })),
});

/** Marks a delivered picture as a favourite, or as the main photo of its avatar. */
export const markActions: readonly GlobalAction[] = [
  onButton(markPictures, async (asked, context, readers) => {
    const found = await markable(asked, context, readers);
    if (!('pictures' in found)) return found;
    const [only, ...others] = found.pictures;
    if (only && others.length === 0) return marked({ ...asked, ...found }, { ...only, isOn: !only.isOn }, context);
    return answer(undefined, resultWith(found.generation, { marking: markingOf(asked.mark, found.pictures) }));
  }),
  onButton(markPicture, async ({ position, isOn, ...asked }, context, readers) => {
    const found = await markable(asked, context, readers);
    if (!('pictures' in found)) return found;
    const chosen = found.pictures.find((picture) => picture.position === position);
    return chosen
      ? marked({ ...asked, ...found }, { ...chosen, isOn: isOn === 'on' }, context)
      : answer(generateTexts[context.person.language].goneAlready);
  }),
];
