// kill -9 of the whole server at random moments: what was acknowledged is there afterwards, and instances go on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
const ROUNDS = 4;
let server;

before(async () => {
  server = await Ostler.start('standalone');
});

after(async () => {
  await server.dispose();
});

test('kill -9 of the server loses no acknowledged write and no line of a running instance', async () => {
  const first = new Api(server.base);
  await first.setUp(server, 'admin', PASSWORD);
  const counter = await first.createInstance({
    name: 'counter',
    command: ['sh', '-c', 'i=0; while :; do i=$((i+1)); echo "line $i"; sleep 0.02; done'],
  });
  await first.power(counter.id, 'start', 'running');
  const pid = (await first.call('GET', `/api/v1/instances/${counter.id}`)).state.pid;

  const users = new Set();
  const instances = new Map();
  const texts = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    const api = new Api(server.base);
    await api.signIn('admin', PASSWORD);
    await api.linkedNode();
    let killed = false;
    const former = texts.size;
    const writing = (async () => {
      for (let n = 0; !killed; n++) {
        try {
          const user = await api.call('POST', '/api/v1/users', { name: `u${round}-${n}`, password: PASSWORD, role: 'user' });
          users.add(user.id);
          const made = await api.createInstance({ name: `i${round}-${n}`, command: ['true'] });
          instances.set(made.id, made.name);
          const path = `notes-${round}-${n}.txt`;
          await api.call('PUT', `/api/v1/instances/${counter.id}/files/text?path=${path}`, { text: path, encoding: 'UTF-8' }, { 'if-none-match': '*' });
          texts.set(path, path);
        } catch (error) {
          if (!killed) throw error;
        }
      }
    })();
    // On a busy machine the first writes take their time; the kill comes at any moment of those after them.
    await until('one of each is written', () => texts.size > former);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 900));
    killed = true;
    process.kill(server.javaPid(), 'SIGKILL');
    await writing;
    await server.stop('SIGKILL');
    await server.launch();
  }

  const api = new Api(server.base);
  await api.signIn('admin', PASSWORD);
  await api.linkedNode();
  assert.ok(users.size >= ROUNDS && instances.size >= ROUNDS && texts.size >= ROUNDS, `too few writes: ${users.size}`);

  const stored = new Set();
  for (let cursor; cursor !== null; ) {
    const page = await api.call('GET', `/api/v1/users?limit=200${cursor ? `&cursor=${cursor}` : ''}`);
    page.users.forEach((user) => stored.add(user.id));
    cursor = page.next ?? null;
  }
  assert.deepEqual([...users].filter((id) => !stored.has(id)), []);

  for (const [id, name] of instances) {
    assert.equal((await api.call('GET', `/api/v1/instances/${id}`)).name, name);
  }
  for (const [path, text] of texts) {
    const read = await api.call('GET', `/api/v1/instances/${counter.id}/files/text?path=${path}&encoding=UTF-8`);
    assert.equal(read.text, text);
  }

  await until('the counter is seen running again', async () => {
    const { state } = await api.call('GET', `/api/v1/instances/${counter.id}`);
    return state.type === 'running' && state.pid === pid;
  });
});
