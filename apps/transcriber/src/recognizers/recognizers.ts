import type { SpeechRecognizer } from '@aisha/providers/ports';
import { PIECE_SECONDS, SPEAKERS_PIECE_SECONDS } from '../audio/pieces';

/**
 * The models that transcribe recordings, in the order of the configuration: when one model cannot transcribe a recording, the next one does
 * (decision 190).
 */
export class Recognizers {
  constructor(
    private readonly all: readonly SpeechRecognizer[],
    private readonly pieceSeconds: { readonly plain: number; readonly withSpeakers: number } = {
      plain: PIECE_SECONDS,
      withSpeakers: SPEAKERS_PIECE_SECONDS,
    },
  ) {
    // An operator's catalogue may have removed the only model. Then the app does not start, because it could carry out no order.
    if (all.length === 0)
      throw new Error('RECOGNIZERS: the catalogue has no active model that writes recordings down.');
  }

  /** The first model that suits a recording with this much speech; the last of all models when none suits it. */
  first(speechSeconds: number): SpeechRecognizer {
    return this.suitable(this.all, speechSeconds) ?? this.all.at(-1)!;
  }

  /** The next suitable model after this one; null when there is none. */
  next({ model }: SpeechRecognizer, speechSeconds: number): SpeechRecognizer | null {
    const place = this.all.findIndex((one) => one.model === model);
    return this.suitable(this.all.slice(place + 1), speechSeconds) ?? null;
  }

  /** The model with this name; with null, the model for short pieces. Undefined when the model is no longer configured. */
  named(model: string | null): SpeechRecognizer | undefined {
    // A piece that an earlier release has cut is short enough for any model.
    return model === null ? this.ofPieces : this.all.find((one) => one.model === model);
  }

  /**
   * The model that transcribes a piece: the one for which it was cut, or the model for short pieces if that one is no longer configured.
   */
  of(model: string | null): SpeechRecognizer {
    return this.named(model) ?? this.ofPieces;
  }

  /** The most seconds of a recording that the model hears in one request. */
  pieceSecondsOf({ hearsWhole, tellsSpeakers }: SpeechRecognizer): number {
    if (hearsWhole) return Infinity;
    return tellsSpeakers ? this.pieceSeconds.withSpeakers : this.pieceSeconds.plain;
  }

  private get ofPieces(): SpeechRecognizer {
    return this.all.find(({ hearsWhole }) => hearsWhole === null) ?? this.all[0]!;
  }

  private suitable(some: readonly SpeechRecognizer[], seconds: number): SpeechRecognizer | undefined {
    return some.find(({ hearsWhole }) => !hearsWhole || (seconds >= hearsWhole.from && seconds <= hearsWhole.to));
  }
}
