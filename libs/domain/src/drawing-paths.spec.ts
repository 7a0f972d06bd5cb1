import { describe, expect, it } from '@jest/globals';
import { pathsOf, type DrawnAvatar } from './drawing-paths';
import { likenessInTenths } from './likeness';

const UNTRIED = { likenessDistance: null, referencesDistance: null, photoDistance: null };
const trained: DrawnAvatar = { status: 'completed', trainingType: 'portrait', ...UNTRIED };
const begun: DrawnAvatar = { ...trained, status: 'photos_uploading' };
const FIVE = { photos: 5, references: 5 };

describe('what an avatar is drawn from', () => {
  it.each([
    ['nothing while it has no photo', begun, { photos: 0, references: 0 }, []],
    ['one photo while it has two', begun, { photos: 2, references: 2 }, ['photo']],
    ['several photos from the third on', begun, { photos: 3, references: 3 }, ['references', 'photo']],
    ['one photo when the others are not fit', begun, { photos: 5, references: 2 }, ['photo']],
    ['its model once it is trained', trained, FIVE, ['model', 'references']],
    ['its model alone when it is a style', { ...trained, trainingType: 'style' as const }, FIVE, ['model']],
    ['nothing when it is a style without a model', { ...begun, trainingType: 'style' as const }, FIVE, []],
  ])('an avatar is drawn from %s', (_what, avatar, photos, expected) => {
    expect(pathsOf(avatar, photos)).toEqual(expected);
  });

  it.each([
    ['photos that are measured to be nearer', { likenessDistance: 0.45, referencesDistance: 0.4 }, 'references'],
    ['the model when it is nearer', { likenessDistance: 0.4, referencesDistance: 0.45 }, 'model'],
    ['the model when nobody sees the difference', { likenessDistance: 0.4, referencesDistance: 0.39 }, 'model'],
    ['the model when the photos are not measured', { likenessDistance: 0.7 }, 'model'],
    ['the model when it is not measured itself', { referencesDistance: 0.2 }, 'model'],
  ])('an avatar is drawn from %s', (_what, measured, best) => {
    expect(pathsOf({ ...trained, ...measured }, FIVE)[0]).toBe(best);
  });

  it('an avatar without a model is drawn from one photo when one photo is measured to be nearer than several photos', () => {
    const measured = { referencesDistance: 0.5, photoDistance: 0.4 };

    expect(pathsOf({ ...begun, ...measured }, FIVE)).toEqual(['photo', 'references']);
  });

  it.each([
    [0.3, 10],
    [0.34, 9],
    [0.5, 6],
    [0.9, 1],
  ])('a distance of %d is shown to people as a likeness of %d of ten', (distance, told) => {
    expect(likenessInTenths(distance)).toBe(told);
  });
});
