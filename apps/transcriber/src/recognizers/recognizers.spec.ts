import { describe, expect, it } from '@jest/globals';
import { type Fitting, type RecognizedSpeech, SpeechRecognizer } from '@aisha/providers/ports';
import { Recognizers } from './recognizers';

class Named extends SpeechRecognizer {
  override readonly tellsSpeakers = false;

  constructor(
    override readonly model: string,
    override readonly hearsWhole: Fitting | null,
  ) {
    super();
  }

  override transcribe(): Promise<RecognizedSpeech> {
    return Promise.reject(new Error('not asked'));
  }
}

const whole = new Named('whole', { from: 20, to: Infinity });
const upToTwentyMinutes = new Named('up to twenty minutes', { from: 0, to: 1_200 });
const inPieces = new Named('in pieces', null);
const models = new Recognizers([whole, upToTwentyMinutes, inPieces]);

describe('the model that writes a recording down', () => {
  it.each([
    [5, upToTwentyMinutes],
    [20, whole],
    [18_000, whole],
  ])('the model that writes down a recording of %s s is the first that suits its length', (seconds, model) => {
    expect(models.first(seconds)).toBe(model);
  });

  it('the model that writes a short recording down is the only one, although others would cost less', () => {
    expect(new Recognizers([whole]).first(5)).toBe(whole);
  });

  it('the model after one that cannot is the next that suits the recording, and there is none after the last', () => {
    expect(models.next(whole, 60)).toBe(upToTwentyMinutes);
    expect(models.next(whole, 3_600)).toBe(inPieces);
    expect(models.next(inPieces, 60)).toBeNull();
  });

  it('a piece of an earlier release, or of a model that is no longer configured, is written down by a model of pieces', () => {
    expect(models.of(null)).toBe(inPieces);
    expect(models.of('a model of yesterday')).toBe(inPieces);
    expect(models.of('whole')).toBe(whole);
  });

  it('a recording is not cut for a model that hears it whole', () => {
    expect(models.pieceSecondsOf(whole)).toBe(Infinity);
    expect(models.pieceSecondsOf(inPieces)).toBe(120);
  });
});
