import type { Callback, Fields } from '../screen/callback';
import type { Action, Flow, LoadContext, StepContext, Step } from './flow';
import type { Html } from '@aisha/words';
import type { IncomingFile } from './input';
import type { Effect, Elsewhere, Move } from './move';
import type { Screen } from '../screen/screen';
import type { Texts, TextsOf } from '@aisha/words';
import type { Readers } from './readers';

type Run<Draft, StepName extends string, T, Data, Given> = (
  draft: Draft,
  given: Given,
  context: StepContext<T, Data>,
) => Move<Draft, StepName> | Elsewhere;

/** The functions for writing one step. */
export interface StepKit<Draft, StepName extends string, T, Data> {
  /**
   * Declares a step. `enter` runs once when the person arrives. It may add values to the draft that must not change while the screen is
   * open: an order's id, a quoted price.
   */
  step(step: {
    readonly enter?: (draft: Draft, context: StepContext<T, Data>) => Draft;
    readonly screen: (draft: Draft, t: T, data: Data) => Screen;
    readonly actions: readonly Action[];
    readonly hearsQuestions?: (draft: Draft) => boolean;
    readonly readsEdits?: boolean;
  }): Step;
  /** Handles a button of the step's own screen. The same button on any other message counts as stale. */
  on<F extends Fields>(callback: Callback<F>, run: Run<Draft, StepName, T, Data, F>): Action;
  /** Handles a button of a card that belongs to the step, such as «Готово» on the card that counts photos. */
  onCard<F extends Fields>(callback: Callback<F>, run: Run<Draft, StepName, T, Data, F>): Action;
  onText(run: Run<Draft, StepName, T, Data, string>): Action;
  onPhoto(run: Run<Draft, StepName, T, Data, IncomingFile>): Action;
  /** Handles a document, which may be a photo sent as a file. */
  onFile(run: Run<Draft, StepName, T, Data, IncomingFile>): Action;
  onVoice(run: Run<Draft, StepName, T, Data, IncomingFile>): Action;
  onAudio(run: Run<Draft, StepName, T, Data, IncomingFile>): Action;
  /** Handles a video, which may be a round one. */
  onVideo(run: Run<Draft, StepName, T, Data, IncomingFile>): Action;
  /**
   * Handles what is written below a file of any kind; null for a file without words. The file itself never reaches the step, so neither a ban
   * nor a missing consent stands in the way of the words.
   */
  onCaption(run: Run<Draft, StepName, T, Data, string | null>): Action;
}

/** The functions for writing a conversation, bound to its draft, step names and texts. */
export interface FlowKit<Draft, StepName extends string, T extends Texts> extends StepKit<
  Draft,
  StepName,
  TextsOf<T>,
  undefined
> {
  /**
   * The functions for a step that shows data from outside the draft. `load` reads the data before the screen is drawn and before each
   * action of the same kit. An action that needs less data is written with another kit, which costs less.
   */
  loading<Data>(
    load: (readers: Readers, draft: Draft, loading: LoadContext) => Promise<Data>,
  ): StepKit<Draft, StepName, TextsOf<T>, Data>;
  goTo(step: StepName, draft: Draft, ...effects: readonly Effect[]): Move<Draft, StepName>;
  /**
   * Stays at the step. After a button, the bot redraws the screen in place and shows the notice as a toast. After any other input, the bot
   * sends the notice above a new screen; without a notice it sends nothing, because the input changes a card instead. Typed words of a
   * button bring a new screen even without a notice.
   */
  stay(draft: Draft, notice?: Html, ...effects: readonly Effect[]): Move<Draft, StepName>;
  flow(flow: Omit<Flow<Draft, StepName>, 'types' | 'texts'>): Flow<Draft, StepName>;
}

/** Begins a conversation's folder. Everything else in it is written with what this gives, as the README of the engine shows. */
export const flowKit =
  <Draft, StepName extends string>() =>
  <T extends Texts>(texts: T): FlowKit<Draft, StepName, T> => ({
    ...stepKit<Draft, StepName, TextsOf<T>, undefined>(undefined),
    loading: (load) => stepKit(load),
    goTo: (step, draft, ...effects) => ({ to: 'step', step, draft, effects }),
    stay: (draft, notice, ...effects) => ({ to: 'stay', draft, notice, effects }),
    flow: (flow) => ({ ...flow, texts }),
  });

const stepKit = <Draft, StepName extends string, T, Data>(load: Step['load']): StepKit<Draft, StepName, T, Data> => ({
  step: (step) => ({ ...step, load }),
  on: (callback, run) => ({ on: 'button', from: 'screen', callback, run, load }),
  onCard: (callback, run) => ({ on: 'button', from: 'card', callback, run, load }),
  onText: (run) => ({ on: 'text', run, load }),
  onPhoto: (run) => ({ on: 'photo', run, load }),
  onFile: (run) => ({ on: 'file', run, load }),
  onVoice: (run) => ({ on: 'voice', run, load }),
  onAudio: (run) => ({ on: 'audio', run, load }),
  onVideo: (run) => ({ on: 'video', run, load }),
  onCaption: (run) => ({ on: 'caption', run, load }),
});
