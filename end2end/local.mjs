// Where the tests' own servers listen. All on this machine only; PORTS moves them, so that two clones can be tested at once.
const moved = Number(process.env.PORTS ?? 0);
export const app = { host: '127.0.0.1', port: 3100 + moved };
export const smtp = { host: '127.0.0.1', port: 2525 + moved };
export const mailbox = { host: '127.0.0.1', port: 2526 + moved };
export const tiles = { host: '127.0.0.1', port: 2527 + moved };
export const identity = { host: '127.0.0.1', port: 2528 + moved };

export const url = (place) => `http://${place.host}:${place.port}`;
