import type { SpeechRecognizer } from '@aisha/providers/ports';
import { PIECE_SECONDS, SPEAKERS_PIECE_SECONDS } from '../audio/pieces';

/** What is known of a recording before a model hears it. */
export interface Unheard {
  readonly speechSeconds: number;
  /** The languages that its person has named; empty: the model finds them out. */
  readonly languages: readonly string[];
}

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

  /** The first model that suits a recording; the last of all models when none takes it. */
  first(recording: Unheard): SpeechRecognizer {
    return this.inTurn(recording)[0] ?? this.all.at(-1)!;
  }

  /** The model that is asked after this one; null when there is none. */
  next({ model }: SpeechRecognizer, recording: Unheard): SpeechRecognizer | null {
    const turns = this.inTurn(recording);
    const place = turns.findIndex((one) => one.model === model);
    return turns[place + 1] ?? null;
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

  /**
   * The models that take a recording, each once, so that no model gets it twice. Models that can be told its language come before those
   * that cannot. Models for which it is too short come last: they can hear it, but for more than it brings.
   */
  private inTurn({ speechSeconds, languages }: Unheard): SpeechRecognizer[] {
    const isShortFor = ({ hearsWhole }: SpeechRecognizer) => hearsWhole !== null && speechSeconds < hearsWhole.from;
    const isTold = (one: SpeechRecognizer) => languages.every((language) => one.takesLanguage(language));
    const rank = (one: SpeechRecognizer) => (isShortFor(one) ? 2 : 0) + (isTold(one) ? 0 : 1);
    return this.all
      .filter(({ hearsWhole }) => speechSeconds <= (hearsWhole?.to ?? Infinity))
      .toSorted((one, other) => rank(one) - rank(other));
  }
}
