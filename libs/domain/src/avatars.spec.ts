import { describe, expect, it } from '@jest/globals';
import { AVATAR_MOVES, avatarName, CLASS_WORDS } from './avatars';

describe('the name of an avatar', () => {
  it.each([
    ['  Анна   на море ', 'Анна на море'],
    ['Анна\nПетрова', 'Анна Петрова'],
    ['Мы 👨‍👩‍👧', 'Мы 👨‍👩‍👧'],
    ['А\u202eнна', 'Анна'],
    ['Анна\u200b\u0007', 'Анна'],
    ['李雷', '李雷'],
    ['я'.repeat(50), 'я'.repeat(50)],
  ])('the name of an avatar typed as %j is %j', (typed, name) => expect(avatarName(typed)).toBe(name));

  it.each(['', 'А', '\u200b\u200b\u200b', '\u200d\u200d', '\u3164\u3164', '\u2800\u2800', 'А\u200d', 'я'.repeat(51)])(
    '%j is no name of an avatar',
    (typed) => expect(avatarName(typed)).toBeUndefined(),
  );
});

describe('an avatar', () => {
  it('the class word of an avatar is man, woman or person', () =>
    expect(CLASS_WORDS).toEqual({ man: 'man', woman: 'woman', other: 'person' }));

  it('an avatar that is completed stays completed', () => expect(AVATAR_MOVES.completed).toEqual([]));
});
