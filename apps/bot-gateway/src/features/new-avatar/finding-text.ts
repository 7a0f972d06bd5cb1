import { PHOTO_FINDINGS, type Language, type PhotoFinding, type TrainingType } from '@aisha/domain';
import { findingTexts } from '@aisha/words';

/** What is wrong with a photo and what to do, as the end of a sentence. */
export const findingText = (finding: PhotoFinding, type: TrainingType, language: Language): string =>
  findingTexts[language].finding({ finding, type });

/** What would be better about an accepted photo. */
export const adviceTexts = (findings: readonly PhotoFinding[], type: TrainingType, language: Language): string[] =>
  findings
    .filter((finding) => PHOTO_FINDINGS[finding] === 'warn')
    .map((finding) => findingText(finding, type, language));
