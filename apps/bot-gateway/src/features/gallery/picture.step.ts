import path from 'node:path';
import { HoldReader } from '@aisha/database/billing';
import { lookOf, withoutTriggerPhrases, type PictureId } from '@aisha/domain';
import { lookName, shareTexts } from '@aisha/words';
import {
  beginningOf,
  calendarFor,
  callback,
  count,
  dayText,
  html,
  type Html,
  id,
  joined,
  moreButton,
  oneOf,
  rowsOf,
  say,
} from '../../engine/conversation';
import { documentOf } from '../../engine/deliveries/content';
import { askToMark } from '../../orders/ask-to-mark';
import { fileAskedFor } from '../../orders/file-asked-for';
import { likenessText } from '../../orders/likeness';
import { sharePicture } from '../../orders/share-result.callback';
import { ChangedAvatars, ChangedPictures } from '../../readers';
import { again, showPrompt, similar } from '../../callbacks/picture-result.callbacks';
import { usesOfPicture } from '../../callbacks/what-next.callbacks';
import { goTo, loading, on, stay } from '../gallery-filter/gallery.draft';

/** What the caption says about a picture; the facts are in one line. */
interface PictureWords {
  readonly place: number;
  readonly of: number;
  readonly avatar: string | null;
  readonly idea: string;
  /** The prompt that the picture model got. */
  readonly prompt: string;
  readonly facts: readonly (string | null)[];
}

export const pictureText = ({ place, of, avatar, idea, prompt, facts }: PictureWords): Html =>
  joined(
    [
      html`🖼️ <b>${place} / ${of}</b>${avatar !== null && html` · ${avatar}`}
<i>${facts.filter((fact) => fact !== null).join(' · ')}</i>`,
      idea !== '' && html`${idea}`,
      prompt !== '' && html`<blockquote expandable>${prompt}</blockquote>`,
    ],
    '\n\n',
  );

const turnTo = callback('pics.at', { at: count() });
const mark = callback('pics.mark', { pictureId: id<PictureId>(), isOn: oneOf(['off', 'on']) });
const makeMain = callback('pics.main', { pictureId: id<PictureId>(), isOn: oneOf(['off', 'on']) });
const original = callback('pics.file', { pictureId: id<PictureId>() });
const remove = callback('pics.remove', {});
const back = callback('pics.back', {});

/** How many buttons of one or two words a phone shows side by side. */
const USES_IN_A_ROW = 2;
/** How many characters of the idea and of the prompt the caption shows. A caption holds 1024; the facts need some 150. */
const IDEA = 350;
const PROMPT = 450;

const { step, on: onShown } = loading(async (readers, { shown, at }, { person }) => {
  const pictureId = shown[at];
  const one = pictureId ? await readers.of(ChangedPictures).one(person.userId, pictureId) : null;
  if (!one) return null;
  const { avatarId, orderId } = one.picture;
  return {
    ...one,
    avatar: avatarId && (await readers.of(ChangedAvatars).find(person.userId, avatarId)),
    hold: await readers.of(HoldReader).find(person.userId, orderId),
    calendar: await calendarFor(readers, person),
    language: person.language,
  };
});

/** Shows one picture of the page: what it was drawn from, what it cost, and what the person can do with it. */
export const pictureStep = step({
  screen: ({ shown, at }, t, one) => {
    const around = (offset: number): number => (at + offset + shown.length) % shown.length;
    const turns =
      shown.length > 1 ? [turnTo.button('‹', { at: around(-1) }), turnTo.button('›', { at: around(1) })] : [];
    if (!one) return { text: t.gone, buttons: [turns, [back.button(t.back, {})]] };
    const { picture, generation, isFavourite, isMain, avatar, hold, calendar, language } = one;
    const { id: pictureId, orderId, createdAt, width, height } = picture;
    const { prompt: idea, enhancedPrompt, session } = generation;
    // A picture of a session has a look of its own. The look's name follows the session's idea, and the look's prompt is shown as the
    // picture's.
    const look = session ? lookOf(picture.look) : undefined;
    return {
      text: pictureText({
        place: at + 1,
        of: shown.length,
        avatar: avatar ? avatar.name : null,
        idea: beginningOf(look ? `${idea} · ${lookName(look, language)}` : idea, IDEA),
        prompt: beginningOf(withoutTriggerPhrases((session ? look?.prompt : enhancedPrompt) ?? ''), PROMPT),
        facts: [
          dayText(createdAt, calendar),
          `${width}×${height}`,
          t.seed({ seed: picture.seed }),
          hold?.delivered ? t.cost({ amount: hold.captured, units: hold.delivered }) : null,
          picture.faceDistance === null ? null : likenessText(picture.faceDistance, language),
        ],
      }),
      ...(picture.filePath && { photo: picture.filePath }),
      buttons: [
        turns,
        [
          mark.button(t.favourite({ isOn: isFavourite }), { pictureId, isOn: isFavourite ? 'off' : 'on' }),
          original.button(t.original, { pictureId }),
          // If there are no buttons that turn pages, the button that deletes has room here instead of behind «⋯», which saves a tap.
          ...(turns.length === 0 ? [remove.button(t.remove, {})] : []),
          moreButton(),
        ],
        [back.button(t.back, {})],
      ],
      more: [
        // Buttons that draw from the idea are here only while the idea is stored. The idea is deleted with its avatar, or when the consent
        // is withdrawn. A session was drawn from looks, so only the whole session can be drawn again.
        idea === ''
          ? []
          : session
            ? [again.button(t.again, { orderId })]
            : [
                again.button(t.again, { orderId }),
                similar.button(t.similar, { orderId }),
                // A button shows the whole prompt, because the caption may hold only its beginning.
                ...(enhancedPrompt === null ? [] : [showPrompt.button(t.showPrompt, { orderId })]),
              ],
        ...rowsOf(
          [
            ...(avatar
              ? [makeMain.button(t.mainPhoto({ isOn: isMain }), { pictureId, isOn: isMain ? 'off' : 'on' })]
              : []),
            ...usesOfPicture(orderId, pictureId, language),
          ],
          USES_IN_A_ROW,
        ),
        [
          sharePicture.button(shareTexts[language].share, { kind: 'generation', orderId, place: picture.position }),
          ...(turns.length === 0 ? [] : [remove.button(t.remove, {})]),
        ],
      ],
    };
  },
  actions: [
    on(turnTo, (draft, { at }) => stay({ ...draft, at })),
    onShown(mark, (draft, { pictureId, isOn }, { person: { userId }, data: one, t }) => {
      if (one?.picture.id !== pictureId) return stay(draft);
      const { orderId } = one.picture;
      const asked = { orderId, userId, pictureId, mark: 'favourite', isOn: isOn === 'on' } as const;
      return stay(draft, asked.isOn ? t.marked : t.unmarked, askToMark(asked, userId));
    }),
    onShown(makeMain, (draft, { pictureId, isOn }, { person: { userId }, data: one, t }) => {
      if (one?.picture.id !== pictureId || !one.avatar) return stay(draft);
      const { orderId } = one.picture;
      const asked = { orderId, userId, pictureId, mark: 'main-photo', isOn: isOn === 'on' } as const;
      return stay(draft, asked.isOn ? t.isMainNow : t.isMainNoMore, askToMark(asked, one.avatar.id));
    }),
    onShown(original, (draft, { pictureId }, { data: one, t }) => {
      if (!one?.picture.filePath || one.picture.id !== pictureId) return stay(draft);
      const { filePath, orderId } = one.picture;
      const name = t.fileName({ ending: path.posix.extname(filePath).slice(1) });
      const file = documentOf(filePath, name, t.originalBelow);
      return stay(draft, undefined, say(file, fileAskedFor(orderId)));
    }),
    on(remove, (draft) => goTo('remove', draft)),
    on(back, (draft) => goTo('page', draft)),
  ],
});
