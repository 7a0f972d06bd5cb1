export { refuseOtherOrigins } from './same-origin';
