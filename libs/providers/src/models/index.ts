export { LANGUAGE_MODELS, type LanguageModelProtocol } from './language-models';
export * from './models.config';
export * from './models.module';
