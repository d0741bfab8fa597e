// A real OpenID provider on this machine: whoever writes an e-mail into its form is that person. `node identity.mjs [PORT]`
// prints its address. Its answers about people are signed (JWT), as ProConnect's are.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { app, url } from './local.mjs';

const port = Number(process.argv[2] ?? 0);
const callbacks = ['https://premier-pas.example', url(app)].map((origin) => `${origin}/connexion/proconnect/retour`);
let provider;

const server = createServer(async (request, response) => {
  const asked = new URL(request.url, 'http://here');
  if (!asked.pathname.startsWith('/qui/')) return provider.callback()(request, response);
  const fields = new URLSearchParams(request.method === 'POST' ? await text(request) : '');
  if (fields.has('email')) {
    const login = { accountId: fields.get('email') };
    return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  }
  if (fields.has('non')) {
    return provider.interactionFinished(request, response, { error: 'access_denied' }, { mergeWithLastSubmission: false });
  }
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><html lang="fr"><title>Fournisseur d’identité</title><link rel="icon" href="data:,"><main><h1>Fournisseur d’identité</h1>
    <form method="post"><label>E-mail <input name="email" type="email"></label> <button>Continuer</button></form>
    <form method="post"><button name="non" value="1">Refuser</button></form></main></html>`);
});

async function text(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

server.listen(port, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  provider = new Provider(issuer, {
    clients: [{ client_id: 'premier-pas', client_secret: 'essai', redirect_uris: callbacks, userinfo_signed_response_alg: 'RS256' }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
    interactions: { url: (_, { uid }) => `/qui/${uid}` },
    cookies: { keys: ['essai'] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: `sujet-${id}`.slice(0, 60), email: id, email_verified: !id.startsWith('faux') }) }),
    // What a person agrees to there is none of our test's business.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  console.log(issuer);
});
