import { describe, expect, it } from '@jest/globals';
import { avatarName } from '@aisha/domain';
import { freeName, nameFrom } from './suggested-name';

describe('the name that is offered', () => {
  it.each([
    ['Анна', 'Анна'],
    ['  Anna   Maria ', 'Anna Maria'],
    ['Я', undefined],
    ['\u200b\u200b\u200b', undefined],
  ])('the name that is offered for the profile name %j is %j', (firstName, name) =>
    expect(nameFrom(firstName)).toBe(name),
  );

  it('the name offered has room for a number, however long the profile name is', () => {
    const name = nameFrom('я'.repeat(64)) ?? '';

    expect(avatarName(freeName(name, [name]))).toBe(`${'я'.repeat(46)} 2`);
  });

  it('the name offered is the first free one', () => {
    expect(freeName('Анна', ['Борис'])).toBe('Анна');
    expect(freeName('Анна', ['Анна', 'Анна 2', 'Анна 4'])).toBe('Анна 3');
  });
});
