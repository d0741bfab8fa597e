// Where the tests' own servers listen. All on this machine only.
export const app = { host: '127.0.0.1', port: 3100 };
export const smtp = { host: '127.0.0.1', port: 2525 };
export const mailbox = { host: '127.0.0.1', port: 2526 };
export const tiles = { host: '127.0.0.1', port: 2527 };
export const identity = { host: '127.0.0.1', port: 2528 };

export const url = (place) => `http://${place.host}:${place.port}`;
