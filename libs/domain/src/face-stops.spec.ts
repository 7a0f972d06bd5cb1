import { describe, expect, it } from '@jest/globals';
import { challengeOf, codeOfStop, FACE_STOPS, isEndedBySelfies, POSES, posesOf } from './face-stops';
import { madeAt, type AvatarId, type ChallengeId } from './ids';

const idEnding = (end: number): ChallengeId =>
  `0199a3fb-0d4e-7b91-8c22-1f0a9b${end.toString(16).padStart(6, '0')}` as ChallengeId;

describe('a challenge', () => {
  it('a challenge asks for two different poses, each pair as likely as another', () => {
    const counted = new Map<string, number>();
    for (let end = 0; end < 600; end += 1) {
      const pair = posesOf(idEnding(end)).join(' ');
      counted.set(pair, (counted.get(pair) ?? 0) + 1);
    }

    expect([...counted.values()]).toEqual(Array(POSES.length * (POSES.length - 1)).fill(100));
    expect([...counted.keys()].every((pair) => new Set(pair.split(' ')).size === 2)).toBe(true);
  });

  it('the poses of a challenge stay the same for five minutes, so that nobody can ask again and again for poses that suit them; the poses depend on the time and the avatar', () => {
    const began = new Date('2026-11-23T12:00:00Z');
    const posesAt = (minutes: number, avatar = 'a', end = minutes) =>
      posesOf(challengeOf(avatar as AvatarId, new Date(began.getTime() + minutes * 60_000), idEnding(end))).join(' ');

    expect(new Set([0, 1, 2, 3, 4.9].map((minutes) => posesAt(minutes))).size).toBe(1);
    expect(new Set(Array.from({ length: 60 }, (_, i) => posesAt(i * 5))).size).toBe(6);
    expect(new Set(Array.from({ length: 60 }, (_, i) => posesAt(0, `avatar ${i}`))).size).toBe(6);
    expect(challengeOf('a' as AvatarId, began, idEnding(1)).slice(0, -6)).toBe(idEnding(1).slice(0, -6));
  });

  it('the time at which a challenge was made is read from its id', () => {
    const id = '0199a3fb-0d4e-7b91-8c22-1f0a9be45d73' as ChallengeId;
    expect(madeAt(id).getTime()).toBe(0x0199a3fb0d4e);
  });
});

it('two selfies end every stop except one for misuse, and orders of a stopped avatar end with the error of its stop', () => {
  expect(FACE_STOPS.filter((stop) => !isEndedBySelfies(stop))).toEqual(['misused']);
  expect(FACE_STOPS.map(codeOfStop)).toEqual(['face-unproved', 'face-unproved', 'avatar-reported', 'avatar-stopped']);
});
