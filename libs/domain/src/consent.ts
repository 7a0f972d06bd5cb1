/**
 * The version of the consent screen's text (docs/decisions/0036-consent-before-photos-and-voice.md). Raise it when the text says more:
 * another recipient, another purpose, a longer time. Each person is then asked again.
 */
export const CONSENT_VERSION = 9;

/** Whether a consent covers what the screen says today. Null: none was given, or it was withdrawn. */
export const isConsentCurrent = (version: number | null): boolean => version !== null && version >= CONSENT_VERSION;
