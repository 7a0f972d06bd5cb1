import { PHOTO_FINDINGS, type Language, type PhotoFinding, type TrainingType } from '@aisha/domain';
import { findingTexts } from '@aisha/words';

/** The fault of a photo and its remedy, as the end of a sentence. */
export const findingText = (finding: PhotoFinding, type: TrainingType, language: Language): string =>
  findingTexts[language].finding({ finding, type });

/** Advice for an accepted photo. */
export const adviceTexts = (findings: readonly PhotoFinding[], type: TrainingType, language: Language): string[] =>
  findings
    .filter((finding) => PHOTO_FINDINGS[finding] === 'warn')
    .map((finding) => findingText(finding, type, language));
