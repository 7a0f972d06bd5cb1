export * from '../entities/transcriber/sent-text.entity';
