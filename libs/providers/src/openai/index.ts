export * from './models-health';
export { ChatLanguageModel } from './chat-language-model';
export { OpenAiCalls } from './openai-calls';
export { OpenAiLanguageModel } from './openai-language-model';
export { OpenAiModerator } from './openai-moderator';
export { OpenAiSpeechRecognizer } from './openai-speech-recognizer';
export { OpenAiSpeechSynthesizer } from './openai-speech-synthesizer';
export { OpenAiVisionModel } from './openai-vision-model';
export * from './openai.config';
