import { credits, type CentiCredits } from './credits';

/** A pack of credits for Telegram Stars. A pack is never changed, only retired: an invoice in a chat may be paid years later. */
export interface Pack {
  readonly id: string;
  readonly credits: CentiCredits;
  readonly stars: number;
}

export const PACKS: readonly Pack[] = [
  { id: 'small-1', credits: credits(100), stars: 150 },
  { id: 'medium-1', credits: credits(300), stars: 420 },
  { id: 'large-1', credits: credits(1000), stars: 1300 },
];

export const packById = (id: string): Pack | undefined => PACKS.find((pack) => pack.id === id);
