export * from './sent-text.entity';
