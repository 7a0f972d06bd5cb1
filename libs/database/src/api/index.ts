export * from './api-key.entity';
export * from './api.reader';
export * from './idempotent-answer.entity';
export * from './placed-order.entity';
export * from './request-window.entity';
export * from './uploaded-file.entity';
export * from './webhook.entity';
