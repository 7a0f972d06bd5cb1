import { describe, expect, it } from '@jest/globals';
import type { AvatarId, OrderId, PictureId } from '@aisha/domain';
import { botHarness } from '../../../spec/bot-harness';
import { answer, feature, html, onCommand, say, type CallbackButton } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { features } from '../../features';
import {
  again,
  deletePictures,
  deletePicturesSurely,
  generateWith,
  markPicture,
  markPictures,
  originals,
  similar,
  toResult,
} from '../generate/generate.callbacks';
import { photosDone, resumeAvatar, reviewPhotos } from '../new-avatar/new-avatar.callbacks';
import { cancelOrder } from '../../orders/cancel-order.callback';
import { showNewer, showOlder } from '../gallery/gallery.callbacks';
import { exportTranscript, showTranscript } from '../transcribe/transcribe.callbacks';
import { askMore, askTranscript } from '../question/question.callbacks';
import { openDocument } from '../document/document.callbacks';
import { openUpscale, upscalePicture } from '../upscale/upscale.callbacks';
import { showAvatar } from './avatars.callbacks';

/**
 * The signature binds a button to one person. Here it is got round: the buttons are signed for the person who presses them and name
 * what belongs to another.
 */
const NAME = 'Секретная Мария';
const PROMPT = 'секретная идея Марии';

interface Theirs {
  readonly avatarId: AvatarId;
  readonly draftId: AvatarId;
  readonly orderId: OrderId;
  readonly pictureId: PictureId;
  readonly transcriptId: OrderId;
  readonly questionId: OrderId;
}
const buttonsFor = ({
  avatarId,
  draftId,
  orderId,
  pictureId,
  transcriptId,
  questionId,
}: Theirs): Record<string, CallbackButton> => ({
  show: showAvatar.button('show', { avatarId }),
  generate: generateWith.button('generate', { avatarId }),
  resume: resumeAvatar.button('resume', { avatarId: draftId }),
  done: photosDone.button('done', { avatarId: draftId }),
  review: reviewPhotos.button('review', { avatarId: draftId }),
  again: again.button('again', { orderId }),
  similar: similar.button('similar', { orderId }),
  files: originals.button('files', { orderId }),
  delete: deletePictures.button('delete', { orderId }),
  surely: deletePicturesSurely.button('surely', { orderId }),
  favourite: markPictures.button('favourite', { orderId, mark: 'favourite' }),
  main: markPictures.button('main', { orderId, mark: 'main-photo' }),
  one: markPicture.button('one', { orderId, mark: 'favourite', position: 0, isOn: 'on' }),
  keep: toResult.button('keep', { orderId }),
  ask: askTranscript.button('ask', { transcriptId }),
  more: askMore.button('more', { orderId: questionId }),
  document: openDocument.button('document', { transcriptId }),
  upscale: openUpscale.button('upscale', { orderId }),
  larger: upscalePicture.button('larger', { orderId, pictureId }),
  older: showOlder.button('older', { before: pictureId }),
  newer: showNewer.button('newer', { after: pictureId }),
  cancel: cancelOrder.button('cancel', { orderId }),
  transcript: showTranscript.button('transcript', { orderId: transcriptId }),
  export: exportTranscript.button('export', { orderId: transcriptId, format: 'docx' }),
});

/** A person's avatars and pictures, and a stranger who sees buttons that name them. */
const setup = async () => {
  const buttons: Record<string, CallbackButton> = {};
  const trap = feature({
    actions: [
      onCommand('trap', null, (name) => {
        const button = buttons[name];
        return answer(undefined, say(messageWith(html`${name}`, button ? [[button]] : [])));
      }),
    ],
  });
  const { postgres, replica, joins } = await botHarness({ features: [...features, trap] });
  const { fixtures } = postgres;
  const { userId } = await fixtures.person({ firstName: 'Мария' });
  const avatar = await fixtures.avatar({ userId, name: NAME, status: 'completed', isMain: true });
  const draft = await fixtures.avatar({ userId, name: NAME, status: 'ready_for_training' });
  const generation = await fixtures.generation({
    userId,
    input: { kind: 'avatar', avatarId: avatar.id },
    prompt: PROMPT,
    state: 'succeeded',
    delivered: 1,
  });
  const { id: pictureId } = await fixtures.picture({ orderId: generation.orderId });
  const { orderId: transcriptId } = await fixtures.transcript({ userId, content: PROMPT, title: NAME });
  const { orderId: questionId } = await fixtures.question({ userId, transcriptId, state: 'succeeded' });
  const texts = { transcriptId, questionId };
  const theirs = { avatarId: avatar.id, draftId: draft.id, orderId: generation.orderId, pictureId, ...texts };
  Object.assign(buttons, buttonsFor(theirs));
  await replica();
  const stranger = await joins('Ева');
  await stranger.sends('/start');
  await stranger.sees('Привет');
  return { postgres, stranger, names: Object.keys(buttons) };
};

describe('a button that names what belongs to another person', () => {
  it('shows nothing of it and changes nothing', async () => {
    const { postgres, stranger, names } = await setup();
    const before = await postgres.outboxOf('bot');
    expect(names).toHaveLength(24);
    await stranger.sends('/avatars'); // where «show» is answered

    for (const name of names) {
      const after = await stranger.sends(`/trap ${name}`);
      await stranger.presses(name, { after }); // «done» has «one» in it, too
    }
    await stranger.sends('/balance'); // comes after the presses, in the order of the chat
    await stranger.sees('Доступно: 0');

    const seen = await stranger.transcript();
    expect(seen).toContain('Этого аватара больше нет');
    expect(seen).toContain('Этой расшифровки больше нет');
    expect(seen).not.toContain(NAME);
    expect(seen).not.toContain(PROMPT);
    expect(seen).not.toContain('Какой документ сделать');
    expect(seen).not.toContain('Напишите вопрос');
    expect(seen).not.toContain('Улучшить картинку');
    expect(seen).not.toMatch(/Удалить эти картинки|Оригиналы/);
    expect(await postgres.outboxOf('bot')).toEqual(before);
  });
});
