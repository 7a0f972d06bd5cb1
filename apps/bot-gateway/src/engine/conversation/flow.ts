import type { Language } from '@aisha/domain';
import type { Speaker } from '../people/speaker';
import type { Callback } from '../screen/callback';
import type { FileKind, IncomingFile } from './input';
import type { Elsewhere, Move } from './move';
import type { Screen } from '../screen/screen';
import type { Texts } from '@aisha/words';
import type { Readers } from './readers';

export type { Speaker };

/** The context of an action. It contains the time and makes new ids, so that a step is pure. */
export interface StepContext<T = unknown, Data = unknown> {
  readonly person: Speaker;
  /** The conversation's texts in the person's language. */
  readonly t: T;
  /** What the `load` of the step's or action's kit has read. */
  readonly data: Data;
  readonly now: Date;
  /** Whether the storage is away; then no conversation that ends in a file can begin. */
  readonly isStorageAway: boolean;
  /** Makes a new uuid v7 at each call. */
  readonly newId: <Id extends string>() => Id;
  /**
   * The id of the message that the person typed. Absent for other inputs, whose files and buttons have the id, and at a step to which the
   * typed words of a button have led.
   */
  readonly typedAs?: number;
  /** Whether the typed message is one that the step has read before, and the person has changed its words. */
  readonly isEdited?: boolean;
}

/** What a `load` knows: the context of an action without the texts and the data. */
export type LoadContext = Omit<StepContext, 't' | 'data'>;

/* eslint-disable @typescript-eslint/no-explicit-any -- an action of any draft, texts and data; the kit below types each one */
/** Reads the data that a screen shows or an action needs. */
type Load = (readers: Readers, draft: any, loading: LoadContext) => Promise<any>;

export type Action = { readonly load?: Load | undefined } & (
  | {
      readonly on: 'button';
      readonly callback: Callback<any>;
      /** Whether the button is on the step's own screen or on a card beside it. */
      readonly from: 'screen' | 'card';
      readonly run: (draft: any, fields: any, context: StepContext<any, any>) => Move<any, any>;
    }
  | {
      readonly on: 'text';
      readonly run: (draft: any, text: string, context: StepContext<any, any>) => Move<any, any>;
    }
  | {
      readonly on: 'caption';
      readonly run: (draft: any, words: string | null, context: StepContext<any, any>) => Move<any, any>;
    }
  | {
      readonly on: FileKind;
      readonly run: (draft: any, file: IncomingFile, context: StepContext<any, any>) => Move<any, any>;
    }
);

export interface Step {
  readonly load?: Load | undefined;
  readonly enter?: ((draft: any, context: StepContext<any, any>) => any) | undefined;
  readonly screen: (draft: any, t: any, data: any) => Screen;
  readonly actions: readonly Action[];
  /**
   * Set for a step at which a typed line is free text or has no meaning. At such a step the bot answers a typed question before the step's
   * own action sees the line.
   */
  readonly hearsQuestions?: ((draft: any) => boolean) | undefined;
  /**
   * Set for a step whose own action replaces the typed text by a new one. An edit of the message with the present text is then read like a
   * new text, and the step's screen changes in place.
   */
  readonly readsEdits?: boolean | undefined;
}
/* eslint-enable @typescript-eslint/no-explicit-any */

/** The flow of people who are in no other conversation. A flow with this name must be registered. */
export const MENU = 'menu';

export interface Flow<Draft = unknown, StepName extends string = string> {
  /** The name on the wire, which is stored with drafts. */
  readonly name: string;
  /** The version of the draft's form. It is raised when the steps cannot read old drafts: the bot then shows the menu and says why. */
  readonly version: number;
  readonly texts: Texts;
  readonly first: StepName;
  /** The draft with which a person begins. */
  readonly begin: () => Draft;
  /** Whether the draft is worth offering as «🔄 Продолжить». When absent, no draft is offered. */
  readonly worthKeeping?: ((draft: Draft) => boolean) | undefined;
  /** The id of what a draft is about, such as a city; there is one draft for each. When absent, the flow has one draft. */
  readonly about?: ((draft: Draft) => string | undefined) | undefined;
  /** How «🔄 Продолжить» names a draft that it cannot describe. */
  readonly title?: Readonly<Record<Language, string>> | undefined;
  /** Describes a draft in the person's words, for «🔄 Продолжить»: «Третий, 4 фото». When it returns undefined, the title is used. */
  readonly describe?:
    ((draft: Draft, language: Language, readers: Readers) => string | undefined | Promise<string>) | undefined;
  /** Says what remains elsewhere when a draft is dropped. */
  readonly remains?: Readonly<Record<Language, string>> | undefined;
  /**
   * Finds the move for a button of a screen that the person has left, if its draft is not kept. Undefined for a button whose fields are not
   * enough to open what the screen was about. `own` is the draft of a person who is in the conversation.
   */
  readonly leftButton?:
    ((data: string, context: LoadContext, readers: Readers, own?: Draft) => Promise<Elsewhere | undefined>) | undefined;
  /** Whether the first step shows nothing without a draft. Such a flow is not begun anew for a button of a screen that is gone. */
  readonly isAboutOne?: boolean | undefined;
  /** Whether the conversation is open to banned people: those about support, refunds and their own data are. */
  readonly isOpenToBanned?: boolean | undefined;
  readonly steps: Readonly<Record<StepName, Step>>;
  /** Never set. The type carries the flow's types to `open`. */
  readonly types?: { draft: Draft; step: StepName } | undefined;
}

/** The id of what the draft is about; empty while there is none. */
export const aboutOf = ({ about }: Pick<Flow, 'about'>, draft: unknown): string => about?.(draft) ?? '';
