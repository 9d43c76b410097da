// A real OpenID provider on loopback: whoever signs in there is who they say, with the claims that a test gave them.
import Provider from 'oidc-provider';
import { createServer } from 'node:http';
import { freePort } from './ostler.mjs';

export class IdentityProvider {
  /** @param callback address that browsers may be sent back to */
  static async start(callback) {
    const idp = new IdentityProvider();
    idp.people = {};
    const port = await freePort();
    idp.issuer = `http://127.0.0.1:${port}`;
    const provider = new Provider(idp.issuer, {
      clients: [{ client_id: 'ostler', client_secret: 'a secret of the client', redirect_uris: [callback], grant_types: ['authorization_code'], response_types: ['code'] }],
      scopes: ['openid', 'profile', 'email', 'groups'],
      claims: { openid: ['sub'], profile: ['preferred_username', 'name'], email: ['email', 'email_verified'], groups: ['groups'] },
      pkce: { required: () => true },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: () => ({ sub: `subject-${id}`, preferred_username: id, name: id, email: `${id}@example.org`, email_verified: false, groups: [], ...idp.people[id] }),
      }),
      cookies: { keys: ['only a test'] },
      jwks: undefined,
    });
    idp.server = createServer(provider.callback());
    await new Promise((resolve) => idp.server.listen(port, '127.0.0.1', resolve));
    return idp;
  }

  /** On its own page, as a person. */
  static async signIn(page, name) {
    await page.locator('input[name=login]').fill(name);
    await page.locator('input[name=password]').fill('whatever');
    await page.locator('button[type=submit]').click();
    await page.getByRole('button', { name: 'Continue' }).click();
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
