import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** The store keeps its state in the module: each test gets a fresh one. */
async function fresh() {
  vi.resetModules();
  return import('./session');
}

type Answer = [status: number, body: unknown];
let answers: Record<string, Answer> = {};
const sent: string[] = [];

const mika = { user: { id: 'u1', name: 'mika', role: 'administrator' }, permissions: [], csrfToken: 't1', version: '1', handle: 'h' };
const problem = (status: number, code: string): Answer => [status, { title: code, status, code, params: {} }];

beforeEach(() => {
  sent.length = 0;
  localStorage.clear();
  vi.stubGlobal('fetch', (request: Request) => {
    const call = `${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`;
    sent.push(call);
    const [status, body] = answers[call] ?? problem(404, 'NOT_FOUND');
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    return Promise.resolve(
      status === 204 ? new Response(null, { status }) : new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } }),
    );
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('loadSession', () => {
  it.each<[string, Record<string, Answer>, string]>([
    ['a session', { 'GET /session': [200, mika] }, 'signedIn'],
    ['none', { 'GET /session': problem(401, 'NOT_SIGNED_IN'), 'GET /setup': [200, { needed: false }] }, 'signedOut'],
    ['an empty panel', { 'GET /session': problem(401, 'NOT_SIGNED_IN'), 'GET /setup': [200, { needed: true }] }, 'setup'],
    ['a panel that says so itself', { 'GET /session': problem(503, 'SETUP_NEEDED') }, 'setup'],
    ['trouble', { 'GET /session': problem(500, 'INTERNAL') }, 'unreachable'],
  ])('finds %s', async (_name, given, kind) => {
    answers = given;
    const session = await fresh();
    await session.loadSession();
    expect(session.sessionState().kind).toBe(kind);
    expect(session.wasSignedIn()).toBe(kind === 'signedIn');
  });
});

describe('a lost session', () => {
  it('keeps the page and lets the same person go on', async () => {
    answers = { 'GET /session': [200, mika], 'POST /session': [200, { ...mika, csrfToken: 't2' }] };
    const session = await fresh();
    await session.loadSession();
    session.sessionEnded();
    expect(session.sessionState()).toMatchObject({ kind: 'expired', session: { user: { name: 'mika' } } });
    await session.signIn('mika', 'x');
    expect(session.sessionState()).toMatchObject({ kind: 'signedIn', session: { csrfToken: 't2' } });
  });

  it('leaves nothing of the first person to another one', async () => {
    answers = { 'GET /session': [200, mika], 'POST /session': [200, { ...mika, user: { id: 'u2', name: 'juno', role: 'user' } }] };
    const session = await fresh();
    await session.loadSession();
    session.sessionEnded();
    const visited = vi.fn();
    vi.stubGlobal('location', { origin: location.origin, assign: visited });
    await session.signIn('juno', 'x');
    expect(visited).toHaveBeenCalledWith('/');
    expect(session.sessionState().kind).toBe('expired');
  });

  it('is noticed by any request', async () => {
    answers = { 'GET /session': [200, mika], 'GET /nodes': problem(401, 'NOT_SIGNED_IN') };
    const session = await fresh();
    await session.loadSession();
    const { send } = await import('@/api/http');
    await expect(send('GET', '/nodes')).rejects.toThrow();
    expect(session.sessionState().kind).toBe('expired');
  });
});

it('a refused sign-in changes nothing', async () => {
  answers = { 'GET /session': problem(401, 'NOT_SIGNED_IN'), 'GET /setup': [200, { needed: false }], 'POST /session': problem(401, 'LOGIN_FAILED') };
  const session = await fresh();
  await session.loadSession();
  await expect(session.signIn('mika', 'wrong')).rejects.toMatchObject({ code: 'LOGIN_FAILED' });
  expect(session.sessionState().kind).toBe('signedOut');
});
