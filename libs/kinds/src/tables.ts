export * from './lists/tables';
export * from './order/columns';
export * from './order/file-rows';
export * from './order/kind-table';
export * from './all-kinds/kind-tables';
export * from './order/order-columns';
export * from './order/paid-order.entity';
export * from './order/rows';
