export { type Fault, type FaultCatalog, type FaultRequest, Faults } from './faults';
export { registerFaultRoutes } from './fault.routes';
export { type Answer, isTransportFault, misbehave, TRANSPORT_FAULTS, type TransportFault } from './misbehave';
