import { describe, expect, it } from '@jest/globals';
import type { AvatarId, PhotoFinding } from '@aisha/domain';
import { refusalsCard, refusalsOf, sentWith } from '../verdicts/refusals.card';
import { beginsLot, photosCard, photosOf, withPhoto, withVerdict, type PhotosCardState } from './photos.card';

const ACCEPTED = { accepted: true, findings: [] };
const refused = (finding: PhotoFinding) => ({ accepted: false, findings: [finding] });

/** Adds photos whose ids are the numbers of their messages. */
const sent = (
  state: PhotosCardState,
  ids: readonly number[],
  albumId: string | null = 'album',
  inSet = state.accepted,
) => ids.reduce((so, id) => withPhoto(so, { photoId: `${id}`, messageId: id, albumId }, inSet), state);
const anna = { avatarId: 'a' as AvatarId, name: 'Аня', trainingType: 'portrait', isDescribed: true } as const;
const empty = photosOf(anna, 0);
const begun = photosOf({ ...anna, isDescribed: false }, 0);
const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const all = (state: PhotosCardState) =>
  state.photos.reduce((so, { photoId }, i) => withVerdict(so, photoId, ACCEPTED, i + 1), state);
const drawn = (state: PhotosCardState) => {
  const { text, buttons = [] } = photosCard.render(state, 'ru');
  return { text: text.markup, buttons: buttons.flat().map((button) => button.text) };
};
const textOf = (state: PhotosCardState) => drawn(state).text;

describe('the card that counts photos', () => {
  it('the card that counts photos says of thirty photos how many are in the set, how many were refused, and for how many there was no room', () => {
    const thirty = Array.from({ length: 30 }, (_, at) => at + 1);
    let state = sent(empty, thirty);
    expect(textOf(state)).toContain('Проверяю 30 фото…\nВ набор войдут первые 20 подходящих.');

    for (const id of thirty) {
      const verdict = id <= 20 ? ACCEPTED : refused(id <= 23 ? 'too-dark' : 'set-is-full');
      state = withVerdict(state, `${id}`, verdict, Math.min(id, 20));
    }

    expect(textOf(state)).toContain(
      '20 из 20\n✅ Приняла 20 фото\n❌ Не подошло: 3. Почему — в моём ответе.\n🗂️ Не вошло: 7, в наборе уже 20.',
    );
  });

  it('the card that counts photos counts only the newest lot', () => {
    let state = all(sent(empty, ten));
    expect(textOf(state)).toContain('10 из 20\n✅ Приняла 10 фото\n\nДостаточно');

    state = sent(state, [11, 12], 'another album', 10);
    state = withVerdict(withVerdict(state, '11', ACCEPTED, 11), '12', refused('too-dark'), 11);

    expect(textOf(state)).toContain('11 из 20\n✅ Приняла 1 фото\n❌ Не подошло: 1.');
  });

  it('the card counts one photo fewer when a photo of the lot is refused after all, and does not change for a late verdict', () => {
    const state = all(sent(empty, ten));

    expect(withVerdict(state, '3', ACCEPTED, 3).accepted).toBe(10);
    expect(textOf(withVerdict(state, '3', refused('no-face'), 9, true))).toContain('9 из 20');
  });

  it('the card counts an album as one lot, however slowly it comes; a single photo begins a new lot once none is being checked', () => {
    const first = withVerdict(sent(empty, [1]), '1', ACCEPTED, 1);

    expect(beginsLot(first, 'album')).toBe(false);
    expect(beginsLot(first, null)).toBe(true);
    expect(beginsLot(sent(first, [2]), null)).toBe(false);
    expect(textOf(all(sent(first, [2])))).toContain('Приняла 2 фото');
  });

  it('the card has a button to the menu from the first photo on', () => {
    expect(drawn(sent(empty, [1])).buttons).toEqual(['🏠 Меню']);
    expect(drawn(withVerdict(sent(empty, [1]), '1', refused('too-dark'), 0)).buttons).toEqual(['🏠 Меню']);
  });

  it('the card asks whether photos that came unasked are to become an avatar, even while they are being checked', () => {
    expect(drawn(sent(begun, ten))).toMatchObject({
      text: expect.stringContaining('Сделать аватар из этих 10 фото?'),
      buttons: ['✨ Сделать аватар', '🏠 Меню'],
    });
    expect(textOf(sent(begun, [1, 2, 3]))).toMatch(/Сделать из них аватар\?$/);
    expect(textOf(all(sent(begun, [1, 2, 3])))).toContain('Понадобится ещё хотя бы 7 фото');
    expect(drawn(withVerdict(sent(begun, [1]), '1', refused('too-dark'), 0))).toMatchObject({
      text: expect.stringContaining('пришлите другие'),
      buttons: ['🏠 Меню'],
    });
  });

  it('the card asks for more photos only once all that were sent are checked', () => {
    expect(textOf(sent(empty, ten))).not.toContain('Нужно ещё');
    expect(textOf(sent(empty, [1, 2, 3]))).not.toContain('Нужно ещё');
    expect(textOf(all(sent(empty, [1, 2, 3])))).toContain('Нужно ещё хотя бы 7 фото');
  });

  it('the card gives the same advice about several photos once', () => {
    let state = sent(empty, [1, 2]);
    for (const id of ['1', '2']) {
      state = withVerdict(state, id, { accepted: true, findings: ['rather-small'] }, Number(id));
    }

    expect(textOf(state)).toContain('💡 2 фото: мелковато, лучше прислать крупнее');
  });

  it('the card of a style speaks of pictures, and not of likeness', () => {
    const style = { ...anna, name: 'Акварель', trainingType: 'style' } as const;

    expect(textOf(all(sent(photosOf(style, 0), ten)))).toMatch(/🎨[^]*Приняла 10 картинок[^]*тем точнее стиль/);
  });

  it('the card counts only the photos that are still in the set after some were removed', () => {
    const three = all(sent(empty, [1, 2, 3]));

    const afterTwoWereRemoved = withVerdict(sent(three, [4], null, 1), '4', ACCEPTED, 2);

    expect(textOf(afterTwoWereRemoved)).toContain(': 2 из 20');
  });

  it('the card does not count down when verdicts overtake each other', () => {
    const state = withVerdict(withVerdict(sent(empty, [1, 2]), '2', ACCEPTED, 2), '1', ACCEPTED, 1);

    expect(textOf(state)).toContain(': 2 из 20');
  });
});

describe('the reply to refused photos', () => {
  const replyTo = (state: PhotosCardState, before?: ReturnType<typeof refusalsOf>) =>
    refusalsOf(sentWith(state, state.photos[0]!), 'portrait', before);
  const said = (state: ReturnType<typeof refusalsOf>) => refusalsCard.render(state, 'ru');

  it('the reply to a refused photo quotes it, with advice', () => {
    const state = withVerdict(sent(empty, [1, 2, 3]), '2', refused('too-dark'), 0);

    const reply = said(replyTo(state));

    expect(reply.text.markup).toBe('❌ Слишком темно, снимите у окна или при лампе.');
    expect(reply.replyTo).toBe(2);
  });

  it('the reply to refused photos names them by their place in the album, together when the reason is the same', () => {
    let state = sent(sent(empty, [50], null), ten);
    const first = withVerdict(state, '7', refused('already-sent'), 0);
    const before = refusalsOf(sentWith(first, first.photos[7]!), 'portrait', undefined);
    for (const id of ['1', '4', '5']) state = withVerdict(state, id, refused('too-dark'), 0);
    state = withVerdict(state, '7', refused('already-sent'), 0);

    const reply = said(refusalsOf(sentWith(state, state.photos[1]!), 'portrait', before));

    expect(reply.text.markup).toBe(
      '❌ Не подошли 4 из 10:\nФото 1, 4–5: слишком темно, снимите у окна или при лампе\nФото 7: уже есть в наборе, пришлите другое',
    );
    expect(reply.replyTo).toBe(7);
  });
});
