import { describe, expect, it } from '@jest/globals';
import { THRESHOLDS } from '../photo-check/thresholds';
import { matchFaces, middleOfPerson, nearestFace } from './likeness';

/** A photo of a set. The embeddings of all faces in this spec lie on one line; `along` is the place of the face on that line. */
const photo = (along: number, personConfirmed = false) => ({
  embedding: Array.from({ length: 128 }, (_, i) => (i === 0 ? along : 0)),
  personConfirmed,
});
const middleOf = (...photos: ReturnType<typeof photo>[]) => middleOfPerson(photos)?.[0];

describe('the middle of an avatar’s faces', () => {
  it('the middle of an avatar’s faces is computed from the faces of its person, without those of strangers', () => {
    expect(middleOf(photo(0), photo(0.1), photo(0.2), photo(0.1), photo(2))).toBeCloseTo(0.1);
  });

  it('the middle of an avatar’s faces includes faces that the person has confirmed, however far away they are', () => {
    expect(middleOf(photo(0), photo(0.1), photo(0.2), photo(0.1), photo(2, true))).toBeCloseTo(0.48);
  });

  it('the middle of an avatar’s faces is computed from all faces when no face is near another', () => {
    const middle = middleOfPerson([photo(0), photo(0.55), photo(5), photo(10)])!;

    expect(middle[0]).toBeCloseTo(3.8875);
    expect(nearestFace([{ score: 0.9, pointsScore: 1, embedding: photo(4).embedding }], middle)).toBeCloseTo(0.1125);
  });

  it('an avatar’s faces have a middle as soon as there is a face, even in a set too small to tell strangers apart', () => {
    expect(middleOf(photo(0), photo(2))).toBe(1);
    expect(middleOf()).toBeUndefined();
  });
});

describe('the face of a picture', () => {
  const { faceScore, facePointsScore } = THRESHOLDS;
  const face = (along: number, score = 0.9, pointsScore = 1) => ({
    score,
    pointsScore,
    embedding: photo(along).embedding,
  });
  const middle = photo(0).embedding;

  it('when a picture has several faces, the likeness is measured on the face that is nearest to the middle', () => {
    expect(nearestFace([face(3), face(1), face(2)], middle)).toBeCloseTo(1);
  });

  it('the likeness is measured only on a shape that is surely a face, by its outline and by its points', () => {
    const sure = face(2, faceScore.reject, facePointsScore.reject);

    expect(nearestFace([sure, face(1, faceScore.reject - 0.01)], middle)).toBeCloseTo(2);
    expect(nearestFace([sure, face(1, 0.9, facePointsScore.reject - 0.01)], middle)).toBeCloseTo(2);
  });

  it('the likeness is not measured when no shape is surely a face', () => {
    expect(nearestFace([face(1, 0), face(1, 0.9, 0)], middle)).toBeNull();
    expect(nearestFace([], middle)).toBeNull();
  });
});

describe('the faces of several people', () => {
  /** A face that the detector is sure of. */
  const face = (along: number) => ({ score: 0.9, pointsScore: 1, embedding: photo(along).embedding });
  const middles = (...along: number[]) => along.map((one) => photo(one).embedding);

  it.each([
    ['each is theirs to whom it is nearest, in any order', [1.1, 0.1], [0, 1], [0.1, 0.1], 0],
    ['one is missing', [0.1], [0, 1], [0.1, null], 0],
    ["one is nobody's", [0.1, 1, 3], [0, 1], [0.1, 0], 1],
    ['one person is drawn twice, and takes nobody’s place', [0.1, 0.2], [0, 0.5], [0.1, null], 1],
    ['four people', [3, 2, 1, 0], [0, 1, 2, 3], [0, 0, 0, 0], 0],
    ['nobody is seen', [], [0, 1], [null, null], 0],
  ] as const)('the faces of several people are matched: %s', (_what, faces, people, distances, strangers) => {
    const match = matchFaces(faces.map(face), middles(...people));

    expect(match.distances).toEqual(distances.map((distance) => distance && expect.closeTo(distance)));
    expect(match.strangers).toBe(strangers);
  });

  it('a person without photos is matched to no face of a picture', () => {
    expect(matchFaces([face(0), face(1)], [photo(0).embedding, null])).toEqual({ distances: [0, null], strangers: 1 });
  });

  it('an unsure detection of a face belongs to nobody, and does not count as a stranger’s face', () => {
    expect(matchFaces([{ ...face(0), score: 0.4 }], middles(0, 1))).toEqual({ distances: [null, null], strangers: 0 });
  });
});
