import { describe, expect, it } from '@jest/globals';
import { moodOf } from './mood';
import { Random } from './random';

describe('the place of a picture', () => {
  it('is the one that the idea names, not one from the lens and light that follow it', () => {
    const prompt =
      'AISHA1 woman, a walk along the shore of the sea at sunset, cinematic, generous negative space, night';
    expect(moodOf(prompt, new Random('seed')).scene).toBe('sea');
  });

  it('is space when the idea says so', () => {
    expect(moodOf('an astronaut in space above the sea', new Random('seed')).scene).toBe('space');
  });
});
