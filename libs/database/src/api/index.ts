export * from '../entities/api/api-key.entity';
export * from './api.reader';
export * from '../entities/api/idempotent-answer.entity';
export * from '../entities/api/placed-order.entity';
export * from '../entities/api/request-window.entity';
export * from '../entities/api/uploaded-file.entity';
export * from '../entities/api/webhook.entity';
