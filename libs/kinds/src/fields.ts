export * from './order/enumerated-values';
export * from './order/order-fields';
export * from './order/order-input';
