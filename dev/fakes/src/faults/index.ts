export { type Fault, type FaultRequest, Faults } from './faults';
export { registerFaultRoutes } from './fault.routes';
export { type Answer, isTransportFault, misbehave, TRANSPORT_FAULTS } from './misbehave';
