export * from './lora-upload.entity';
