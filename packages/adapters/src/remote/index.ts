export type { SendBeacon } from './beacon.ts';
export { createRemoteAgentDesk, type RemoteAgentDeskOptions } from './agent-desk.ts';
export { createRemoteContactCenter, type RemoteContactCenterOptions } from './contact-center.ts';
export type { CreateSocket, Socket } from './socket.ts';
