import type { AvatarId, OrderId, PhotoId, SourceId, UserId } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import * as kindKeys from '@aisha/kinds/files';
import * as ownKeys from './object-keys';

const keys = { ...kindKeys, ...ownKeys };

const user = 'u' as UserId;
const avatar = 'a' as AvatarId;
const order = 'o' as OrderId;
const everyFile = [
  keys.avatarPhotoKey(user, avatar, 'p' as PhotoId),
  keys.incomingPhotoKey(user, 'f', 'jpg'),
  keys.loraKey(user, avatar, order, 1),
  keys.loraKey(user, avatar, order, 2),
  keys.pictureKey(user, order, 0, 'png'),
  keys.redrawnPictureKey(user, order, 0, 'png'),
  keys.sentPhotoKey(user, 'p' as PhotoId),
  keys.originalKey(user, order),
  keys.restorationKey(user, order),
  keys.comparisonKey(user, order),
  keys.incomingRecordingKey(user, 's' as SourceId),
  keys.sourceKey(user, 's' as SourceId),
  keys.transcriptKey(user, order, 1),
  keys.exportKey(user, order, 'docx'),
];

describe('the place of a file', () => {
  it('an avatar’s photo has the place avatars/<person>/<avatar>/<photo>.jpg, which operators know', () => {
    expect(everyFile[0]).toEqual({ bucket: 'avatars', key: 'avatars/u/a/p.jpg' });
  });

  it('every kind of file has a place of its own', () => {
    expect(new Set(everyFile.map(keys.toReference)).size).toBe(everyFile.length);
  });

  it('the place of a file takes only a known extension from the name of the file that a person sent', () => {
    expect(keys.incomingPhotoKey(user, 'f', '.JPG').key).toBe('incoming/u/f.jpg');
    expect(keys.incomingPhotoKey(user, 'f', '../../x').key).toBe('incoming/u/f.bin');
  });

  it('a reference to a file opens for the file’s owner alone, and a malformed reference for nobody', () => {
    const others = 'v' as UserId;
    for (const file of everyFile) {
      expect(keys.fileOf(user, keys.toReference(file))).toEqual(file);
      expect(() => keys.fileOf(others, keys.toReference(file))).toThrow('file-missing');
    }
    for (const reference of [
      'files:pictures/u',
      'files:pictures/u/',
      'files:pictures/u/../v/1.png',
      'files:u/pictures/1',
    ]) {
      expect(() => keys.fileOf(user, reference)).toThrow('file-missing');
    }
  });

  it('everyone may hear a voice sample, and nobody may remove one', () => {
    const sample = keys.voiceSampleKey('0199a3f0-5c1e-7a44-9b52-3f6d1c2e8a01');
    expect(keys.shownTo(user, keys.toReference(sample))).toEqual(sample);
    expect(() => keys.fileOf(user, keys.toReference(sample))).toThrow('file-missing');
    for (const reference of [
      'files:voice-samples/v/1.ogg',
      'files:voice-samples/../pictures/v/1.png',
      'files:pictures/v/1.png',
    ]) {
      expect(() => keys.shownTo(user, reference)).toThrow('file-missing');
    }
  });

  it('the place of a file can be written as a reference and read back', () => {
    for (const file of everyFile) expect(keys.fromReference(keys.toReference(file))).toEqual(file);
    expect(() => keys.fromReference('elsewhere:key')).toThrow('file-missing');
  });
});
