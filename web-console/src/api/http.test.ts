import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allInstances, saveText } from './calls';
import { onSignedOut, send, setCsrfToken } from './http';
import { asProblem } from './problem';

const requests: Request[] = [];
let answers: (() => Response | Promise<Response>)[] = [];

const json = (status: number, body: unknown, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } });
const problem = (status: number, code: string) =>
  json(status, { type: 'about:blank', title: 'T', status, code, params: { field: 'name' }, requestId: 'r1' }, 'application/problem+json');

beforeEach(() => {
  requests.length = 0;
  answers = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    requests.push(request);
    return (await answers.shift()?.()) ?? json(200, {});
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  setCsrfToken(undefined);
});

describe('requests', () => {
  it('carry the CSRF token when they write and only then', async () => {
    setCsrfToken('token');
    await send('GET', '/session');
    await send('POST', '/session', {});
    expect(requests.map((request) => request.headers.get('X-Ostler-Csrf'))).toEqual([null, 'token']);
    expect(requests[1]!.headers.get('Content-Type')).toBe('application/json');
  });

  it('turn problem documents into errors with code, parameters and request id', async () => {
    answers = [() => problem(400, 'INVALID_REQUEST')];
    await expect(send('POST', '/session', {})).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      status: 400,
      params: { field: 'name' },
      requestId: 'r1',
    });
  });

  it("take a proxy's page for what it is", async () => {
    answers = [() => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'Content-Type': 'text/html' } })];
    await expect(send('GET', '/session')).rejects.toMatchObject({ code: 'BAD_ANSWER', status: 502 });
    answers = [() => new Response('<h1>Login of the hotel</h1>', { status: 200 })];
    await expect(send('GET', '/session')).rejects.toMatchObject({ code: 'BAD_ANSWER' });
  });

  it('take the "not found" of a server that has not begun for a matter of moments', async () => {
    answers = [() => new Response('<h1>Not Found</h1>', { status: 404, headers: { 'Content-Type': 'text/html' } }), () => problem(404, 'NOT_FOUND')];
    await expect(send('GET', '/session')).rejects.toMatchObject({ code: 'NOT_READY', status: 503 });
    await expect(send('GET', '/instances/x')).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 });
  });

  it('tell the session of its end, but not of a wrong password', async () => {
    let ended = 0;
    onSignedOut(() => ended++);
    answers = [() => problem(401, 'LOGIN_FAILED'), () => problem(401, 'NOT_SIGNED_IN')];
    await expect(send('POST', '/session', {})).rejects.toThrow();
    expect(ended).toBe(0);
    await expect(send('GET', '/session')).rejects.toThrow();
    expect(ended).toBe(1);
  });
});

describe('calls', () => {
  it('follow the pages of a list to its end', async () => {
    answers = [
      () => json(200, { instances: [{ id: 'a' }], next: 'c1', total: 2 }),
      () => json(200, { instances: [{ id: 'b' }], next: null, total: 2 }),
    ];
    await expect(allInstances()).resolves.toMatchObject({ instances: [{ id: 'a' }, { id: 'b' }], total: 2 });
    expect(requests.map((request) => new URL(request.url).search)).toEqual(['?limit=200', '?limit=200&cursor=c1']);
  });

  it('save a text over the version that was read, or only as a new file', async () => {
    await saveText('i1', 'a b/ü.txt', 'x', 'UTF-8', 'e1');
    await saveText('i1', 'new.txt', 'x', 'UTF-8', undefined);
    expect(requests[0]!.headers.get('If-Match')).toBe('"e1"');
    expect(new URL(requests[0]!.url).searchParams.get('path')).toBe('a b/ü.txt');
    expect(requests[1]!.headers.get('If-None-Match')).toBe('*');
  });
});

describe('asProblem', () => {
  it.each([
    [new TypeError('Failed to fetch'), 'OFFLINE'],
    [new TypeError('NetworkError when attempting to fetch resource.'), 'OFFLINE'],
    [new DOMException('late', 'TimeoutError'), 'TIMEOUT'],
    [new TypeError("undefined is not a function (near '...x')"), 'PAGE_BROKEN'],
    ['text', 'PAGE_BROKEN'],
  ])('%s is %s', (error, code) => {
    expect(asProblem(error).code).toBe(code);
  });
});
