import type { ErrorCode, Language } from '@aisha/domain';
import { failureTexts } from './generated';
import { said } from './text/texts';

/**
 * What an order that ended with an error was charged for: nothing, what it delivered, or the work of providers although nothing was
 * delivered (decision 105).
 */
type ChargedFor = 'nothing' | 'delivered' | 'undelivered';

/** What an order was charged for that delivered so many units and took so many hundredths of a credit. */
export function chargedFor(delivered: number, charged: bigint): ChargedFor {
  if (delivered > 0) return 'delivered';
  return charged > 0n ? 'undelivered' : 'nothing';
}

/** The text for a person whose order ended with an error, or was delivered only in part because of it. */
export function failureText(language: Language, code: ErrorCode, chargedFor: ChargedFor = 'nothing'): string {
  const t = failureTexts[language];
  const text = said(t, code);
  if (chargedFor === 'nothing') return text;
  if (chargedFor === 'delivered') return text.replace(` ${t.nothingCharged}`, '');
  const notCharged = [t.nothingCharged, t.onlyFinishedCharged].find((words) => text.includes(words));
  return notCharged ? text.replace(notCharged, t.chargedAllTheSame) : `${text} ${t.chargedAllTheSame}`;
}
