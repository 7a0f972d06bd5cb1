import { describe, expect, it } from '@jest/globals';
import { challengedAt, codeOfStop, FACE_STOPS, isEndedBySelfies, POSES, posesOf } from './face-stops';
import type { ChallengeId } from './ids';

const idEnding = (end: number): ChallengeId =>
  `0199a3fb-0d4e-7b91-8c22-1f0a9b${end.toString(16).padStart(6, '0')}` as ChallengeId;

describe('a challenge', () => {
  it('asks for two different poses, each pair as likely as another', () => {
    const counted = new Map<string, number>();
    for (let end = 0; end < 600; end += 1) {
      const pair = posesOf(idEnding(end)).join(' ');
      counted.set(pair, (counted.get(pair) ?? 0) + 1);
    }

    expect([...counted.values()]).toEqual(Array(POSES.length * (POSES.length - 1)).fill(100));
    expect([...counted.keys()].every((pair) => new Set(pair.split(' ')).size === 2)).toBe(true);
  });

  it('says when it was made', () => {
    const id = '0199a3fb-0d4e-7b91-8c22-1f0a9be45d73' as ChallengeId;
    expect(challengedAt(id).getTime()).toBe(0x0199a3fb0d4e);
  });
});

it('a stop is ended by selfies, unless an operator spoke of misuse', () => {
  expect(FACE_STOPS.filter((stop) => !isEndedBySelfies(stop))).toEqual(['misused']);
  expect(FACE_STOPS.map(codeOfStop)).toEqual(['face-unproved', 'face-unproved', 'face-unproved', 'avatar-stopped']);
});
