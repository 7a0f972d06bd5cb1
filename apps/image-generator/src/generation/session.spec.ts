import { describe, expect, it } from '@jest/globals';
import { AppError, type ErrorCode } from '@aisha/domain';
import type { ImageGeneration, PhotoSession } from '@aisha/kinds/tables';
import type { Collected } from '../results/picture-collector';
import { afterRequest, newSession } from './session';

const UNITS = 8;
const order = { units: UNITS } as ImageGeneration;

/** Runs a session in which each request ends as the table says; returns how many requests were made, and how many pictures came. */
const drawAll = (failures: Readonly<Record<number, ErrorCode>>) => {
  let session: PhotoSession | null = newSession('cinema', UNITS);
  const asked: number[] = [];
  let made = 0;
  while (session) {
    const { at, drawn }: PhotoSession = session;
    asked.push(at);
    const code = failures[at];
    made += code ? 0 : 1;
    const pictures = [...drawn, { position: drawn.length }] as unknown as Collected['pictures'];
    const whole: Collected = { pictures, delivered: pictures.length, reason: null };
    session = afterRequest(order, session, code ? new AppError(code) : whole);
  }
  return { requests: asked.length, made };
};

/** Every choice of three of the eight looks. */
const threes = Array.from({ length: 1 << UNITS }, (_, bits) =>
  Array.from({ length: UNITS }, (_place, at) => at).filter((at) => bits & (1 << at)),
).filter((looks) => looks.length === 3);

const failing = (looks: readonly number[], code: ErrorCode) => Object.fromEntries(looks.map((at) => [at, code]));

describe('a photo session of eight looks', () => {
  it('a photo session of eight looks delivers five when three are refused, whichever they are, and requests none of them twice', () => {
    expect(threes).toHaveLength(56);
    for (const code of ['look-not-drawn', 'provider-silent'] as const)
      for (const looks of threes) expect(drawAll(failing(looks, code))).toEqual({ requests: 8, made: 5 });
  });

  it('a photo session of eight looks delivers all when three fail by chance, and five when they fail again', () => {
    for (const looks of threes) {
      expect(drawAll(failing(looks, 'provider-failed'))).toEqual({ requests: 11, made: 8 });
      expect(drawAll(failing([...looks, 8, 9, 10], 'provider-failed'))).toEqual({ requests: 11, made: 5 });
    }
  });

  it.each([
    'provider-out-of-credit',
    'provider-refused-key',
    'avatar-not-found',
    'face-unproved',
    'avatar-reported',
    'avatar-stopped',
    'hold-forgotten',
  ] as const)(
    'a photo session of eight looks ends with its finished looks when no further look can come: %s',
    (code) => {
      expect(drawAll({ 3: code })).toEqual({ requests: 4, made: 3 });
    },
  );
});
