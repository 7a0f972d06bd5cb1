import { describe, expect, it } from '@jest/globals';
import type { AvatarId, PhotoFinding } from '@aisha/domain';
import { isIdle, photosCard, photosOf, withPhoto, withVerdict, type PhotosCardState } from './photos.card';

const ACCEPTED = { accepted: true, findings: [] };
const refused = (finding: PhotoFinding) => ({ accepted: false, findings: [finding] });

const sent = (state: PhotosCardState, ids: readonly string[], inSet = state.accepted) =>
  ids.reduce((so, id) => withPhoto(so, id, inSet), state);
const empty = photosOf('a' as AvatarId, 'Аня', 0);
const textOf = (state: PhotosCardState) => String(photosCard.render(state, 'ru').text);

describe('the card that counts photos', () => {
  it('says once what it says of several, and of which', () => {
    let state = sent(empty, ['1', '2', '3', '4', '5']);
    for (const id of ['1', '2', '3', '5']) state = withVerdict(state, id, ACCEPTED, Number(id));
    state = withVerdict(state, '4', refused('too-dark'), 4);

    expect(textOf(state)).toContain('✅ фото 1–3, 5: принято\n❌ фото 4: слишком темно');
  });

  it('numbers photos as they were sent, in any order of their checks', () => {
    const state = withVerdict(sent(empty, ['first', 'second']), 'second', refused('damaged'), 0);

    expect(textOf(state)).toContain('❌ фото 2: файл повреждён');
    expect(textOf(state)).toContain('Проверяю 1 фото');
    expect(isIdle(state)).toBe(false);
  });

  it('calls a single photo nothing but by its verdict', () => {
    expect(textOf(withVerdict(sent(empty, ['1']), '1', ACCEPTED, 1))).toContain('✅ принято');
  });

  it('counts what the set has when photos were removed since', () => {
    const three = ['1', '2', '3'].reduce((so, id) => withVerdict(so, id, ACCEPTED, 3), sent(empty, ['1', '2', '3']));

    const afterTwoWereRemoved = withVerdict(sent(three, ['4'], 1), '4', ACCEPTED, 2);

    expect(textOf(afterTwoWereRemoved)).toContain(': 2 из 20');
  });

  it('does not count down when verdicts overtake each other', () => {
    const state = withVerdict(withVerdict(sent(empty, ['1', '2']), '2', ACCEPTED, 2), '1', ACCEPTED, 1);

    expect(textOf(state)).toContain(': 2 из 20');
  });
});
