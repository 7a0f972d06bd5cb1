import { formatCredits, type CentiCredits, type Language } from '@aisha/domain';
import { russianPlural } from '../engine/conversation';

/** «12,5 кредита», “12.5 credits”: an amount as a person reads it. */
export function creditsText(amount: CentiCredits, language: Language): string {
  if (language === 'en') return `${formatCredits(amount)} ${amount === 100n ? 'credit' : 'credits'}`;
  // A decimal takes the form of «кредита»: 2,5 кредита.
  const word = amount % 100n === 0n ? russianPlural(Number(amount / 100n), 'кредит', 'кредита', 'кредитов') : 'кредита';
  return `${formatCredits(amount, ',')} ${word}`;
}

/** «Не хватает 1 кредита, 2 кредитов, 0,5 кредита»: the same where Russian wants the genitive. */
export const creditsMissingRu = (amount: CentiCredits): string => {
  const word =
    amount % 100n === 0n ? russianPlural(Number(amount / 100n), 'кредита', 'кредитов', 'кредитов') : 'кредита';
  return `${formatCredits(amount, ',')} ${word}`;
};
