export * from '../entities/generator/lora-upload.entity';
