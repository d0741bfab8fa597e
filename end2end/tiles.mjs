// The ground of the map in the tests: tiles that say their own name, from another origin than the site.
import { createServer } from 'node:http';
import { tiles } from './local.mjs';

const picture = (name) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><path fill="#eef0e2" stroke="#c9cdb4" d="M0 0h256v256H0z"/>` +
  `<path fill="none" stroke="#fff" stroke-width="9" d="M0 70Q120 20 256 110M60 256Q90 120 200 0"/><text x="12" y="244" font-size="13" fill="#7c8070">${name}</text></svg>`;

createServer((request, response) => {
  const name = /^\/(\d+\/\d+\/\d+)\.svg$/.exec(request.url)?.[1];
  // Whoever gives tiles would see from where people come, if they told. Cookies know no ports, so on this machine they prove nothing.
  const told = request.headers.referer;
  response.writeHead(name && !told ? 200 : 400, { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' });
  response.end(name && !told ? picture(name) : '');
}).listen(tiles.port, tiles.host);
