import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MAX_SESSION } from '@aisha/kinds';
import { MeasureLikeness } from './avatar-trainer';
import { ShowLikeness } from './bot-gateway';
import { KeepLikeness } from './image-generator';
import { parsePayload } from './parse-payload';

const order = { orderId: randomUUID(), userId: randomUUID() };
const sixteen = <T>(of: (position: number) => T): T[] =>
  Array.from({ length: MAX_SESSION }, (_, position) => of(position));

describe('the likeness of the pictures of a whole photo session', () => {
  it.each([
    [
      'MeasureLikeness',
      MeasureLikeness,
      { ...order, avatarId: randomUUID(), pictures: sixteen(() => ({ pictureId: randomUUID(), file: 'files:a.jpg' })) },
    ],
    ['KeepLikeness', KeepLikeness, { ...order, pictures: sixteen(() => ({ pictureId: randomUUID(), distance: 0.4 })) }],
    ['ShowLikeness', ShowLikeness, { ...order, pictures: sixteen((position) => ({ position, distance: 0.4 })) }],
  ])('the likeness of a whole photo session’s pictures fits into a %s', (_name, job, payload) => {
    expect(parsePayload<object>(job, payload)).toMatchObject(payload);
  });
});
