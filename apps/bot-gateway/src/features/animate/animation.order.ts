import type { AvatarId, UserId } from '@aisha/domain';
import { avatarIn } from '@aisha/kinds';
import { AnimationReader, type DeliveredVideo, GenerationReader } from '@aisha/kinds/tables';
import { animateTexts, inEveryLanguage, sentPhotoTexts } from '@aisha/words';
import type { Readers } from '../../engine/conversation';
import { videoOf, type VideoFile } from '../../engine/deliveries/content';
import type { FileKindView } from '../../orders/file-kind';
import type { OrderKindView } from '../../orders/order-kind';
import { removal } from '../../orders/removals';
import { maySucceed } from '../../orders/result.state';
import { shareOfResult } from '../../orders/share-result.callback';
import { askForPhoto } from '../../orders/sent-photo/sent-photo.callbacks';
import { itsOrder } from '../../orders/shown-by';
import { animateAgain } from '../../callbacks/animate.callbacks';

const sizeOf = ({ width, height, seconds }: DeliveredVideo): Pick<VideoFile, 'width' | 'height' | 'seconds'> => ({
  width: width ?? 0,
  height: height ?? 0,
  seconds: seconds ?? 0,
});

/**
 * The avatar of the picture that was animated; null when the picture was drawn without an avatar, and for a sent photo, whose faces no row
 * names.
 */
const avatarOf = async (readers: Readers, userId: UserId, { input }: DeliveredVideo): Promise<AvatarId | null> => {
  const drawn = input.kind === 'picture' && (await readers.of(GenerationReader).order(userId, input.orderId));
  return drawn ? avatarIn(drawn.input) : null;
};

const animationFile: FileKindView = {
  words: inEveryLanguage(animateTexts, (t) => ({ many: t.many, one: t.one, fileName: t.fileName })),
  as: async (readers, userId, { orderId }) => {
    const video = await readers.of(AnimationReader).find(userId, orderId);
    return video && sizeOf(video);
  },
  shownBy: itsOrder,
  uses: [],
  removal: ({ orderId }, userId) => removal({ kind: 'animation', orderId, userId }),
};

/** How the bot shows and handles an order that animates a picture. */
export const animationOrder: OrderKindView<'animation'> = {
  kind: 'animation',
  title: inEveryLanguage(animateTexts, (t) => t.one),
  shortTitle: inEveryLanguage(animateTexts, (t) => t.one),
  preparing: inEveryLanguage(animateTexts, (t) => t.preparing),
  files: { animation: animationFile },
  result: async (orderId, { readers, userId, language }) => {
    const t = animateTexts[language];
    const video = await readers.of(AnimationReader).find(userId, orderId);
    if (!video?.filePath) return { contents: [] };
    const file = { document: video.filePath, fileName: `${t.fileName}.mp4`, ...sizeOf(video) };
    return {
      contents: [videoOf(file, t.caption)],
      shows: async () => {
        const avatarId = await avatarOf(readers, userId, video);
        return { avatarIds: avatarId ? [avatarId] : [] };
      },
    };
  },
  again: inEveryLanguage(animateTexts, (t) => t.again),
  delivered: inEveryLanguage(animateTexts, (t) => () => t.delivered),
  resultButtons: ({ orderId }, language) => [
    [shareOfResult('animation', orderId, language)],
    [askForPhoto.button(animateTexts[language].other, { use: 'animate' })],
  ],
  retryButtons: (state, language) => [
    ...(maySucceed(state) ? [[animateAgain.button(sentPhotoTexts[language].again, { orderId: state.orderId })]] : []),
    [askForPhoto.button(animateTexts[language].other, { use: 'animate' })],
  ],
};
