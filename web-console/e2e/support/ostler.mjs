// Starts assembled distributions as real processes on loopback, each on a data folder of its own.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { readFile, readdir, readlink, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asAccount, folderFor, homeFor } from './account.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const assemblies = process.env.OSTLER_ASSEMBLIES ?? join(root, 'karaf-assembly');

export async function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export async function until(what, condition, millis = 60_000) {
  const end = Date.now() + millis;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`timed out: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export class Ostler {
  constructor(kind, home, data, port) {
    Object.assign(this, { kind, home, data, port, base: `http://127.0.0.1:${port}`, output: '' });
  }

  static async start(kind = 'standalone', { data } = {}) {
    const home = homeFor(join(assemblies, kind, 'target/assembly'));
    const server = new Ostler(kind, home, data ?? folderFor(kind), await freePort());
    await server.launch();
    return server;
  }

  async launch() {
    const command = asAccount(join(this.home, 'bin/ostler'), 'run', '--data', this.data, '--port', String(this.port));
    this.process = spawn(command[0], command.slice(1), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOME: this.data },
    });
    this.process.stdout.on('data', (text) => (this.output += text));
    this.process.stderr.on('data', (text) => (this.output += text));
    const probe = this.kind === 'daemon' ? '/daemon/v1/ping' : '/api/v1/setup';
    await until(`${this.kind} answers`, async () => {
      if (this.process.exitCode !== null) throw new Error(`${this.kind} ended: ${this.output}`);
      try {
        const status = async (path) => (await fetch(this.base + path, { signal: AbortSignal.timeout(1000) })).status;
        // A panel whose parts are all there knows what doesn't exist.
        return (await status(probe)) === 200 && (this.kind === 'daemon' || (await status('/api/v1/ready')) === 404);
      } catch {
        return false;
      }
    }, 180_000);
  }

  async setupCode() {
    return (await readFile(join(this.data, 'setup-code'), 'utf8')).trim();
  }

  /** The Java process, for signals that must not hit the start script. */
  javaPid() {
    const { stdout } = spawnSync('pgrep', ['-f', `java .*${this.data}`], { encoding: 'utf8' });
    return Number(stdout.split('\n')[0]) || this.process.pid;
  }

  async stop(signal = 'SIGTERM') {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve));
      this.process.kill(signal);
      await ended;
    }
  }

  /** Runs another command of the distribution, as the same account. */
  run(...args) {
    const command = asAccount(join(this.home, 'bin/ostler'), ...args);
    return spawnSync(command[0], command.slice(1), { encoding: 'utf8', env: { ...process.env, HOME: this.data } });
  }

  /** Stops the server, then whatever instances it left running, and removes the data folder. */
  async dispose() {
    await this.stop();
    spawnSync('pkill', ['-KILL', '-f', this.data]);
    for (const pid of await processesIn(this.data)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it ended meanwhile
      }
    }
    await rm(this.data, { recursive: true, force: true });
  }
}

/** The Java that runs a distribution, as its start script finds it: its own runtime, else the newest there is. */
export function javaFor(home) {
  const installed = (folder) => {
    try {
      return readdirSync(folder).map((name) => join(folder, name));
    } catch {
      return [];
    }
  };
  const featureOf = (folder) => {
    try {
      return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(join(folder, 'release'), 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  };
  const runtime = join(home, 'runtime');
  const found = [process.env.JAVA_HOME ?? '', ...installed('/usr/lib/jvm'), ...installed('/opt/java')]
    .filter((folder) => featureOf(folder) > 0)
    .sort((a, b) => featureOf(b) - featureOf(a));
  const folder = featureOf(runtime) > 0 ? runtime : found[0];
  return folder === undefined ? 'java' : join(folder, 'bin/java');
}

/** Processes whose working folder lies beneath a folder: the instances of one data folder. */
async function processesIn(folder) {
  const found = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if ((await readlink(`/proc/${name}/cwd`)).startsWith(folder)) found.push(Number(name));
    } catch {
      // gone, or not ours to see
    }
  }
  return found;
}

/** An administrator's REST client for preparing and checking; people's way is the browser. */
export class Api {
  constructor(base) {
    this.base = base;
    this.cookie = '';
    this.csrf = '';
  }

  async call(method, path, body, headers = {}) {
    const answer = await fetch(this.base + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        cookie: this.cookie,
        'x-ostler-csrf': this.csrf,
        origin: this.base,
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const cookie = answer.headers.get('set-cookie');
    if (cookie) this.cookie = cookie.split(';')[0];
    const text = await answer.text();
    const value = text ? JSON.parse(text) : undefined;
    // A test may take longer than a proof counts.
    if (value?.code === 'STEP_UP_REQUIRED' && this.password !== undefined) {
      await this.call('POST', '/api/v1/session/confirmation', { password: this.password });
      return this.call(method, path, body, headers);
    }
    if (!answer.ok) throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${text}`), { status: answer.status, value });
    return value;
  }

  async setUp(server, name, password) {
    this.password = password;
    const session = await this.call('POST', '/api/v1/setup', { code: await server.setupCode(), name, password });
    this.csrf = session.csrfToken;
    return session;
  }

  async signIn(name, password) {
    this.password = password;
    const session = await this.call('POST', '/api/v1/session', { name, password });
    this.csrf = session.csrfToken;
    return session;
  }

  async linkedNode() {
    return until('a linked node', async () => (await this.call('GET', '/api/v1/nodes')).nodes.find((n) => n.linked));
  }

  async createInstance(definition) {
    const node = await this.linkedNode();
    return this.call('POST', '/api/v1/instances', {
      node: node.id,
      definition: {
        type: 'process',
        workingFolder: '',
        environment: {},
        terminal: false,
        stop: { type: 'signal', name: 'TERM' },
        stopTimeoutMillis: 5000,
        encoding: 'UTF-8',
        lineEnd: 'LF',
        autoStart: false,
        ...definition,
      },
    });
  }

  async power(id, action, state) {
    await this.call('POST', `/api/v1/instances/${id}/power`, { action });
    if (state) await this.state(id, state);
  }

  async state(id, state) {
    return until(`${id} ${state}`, async () => (await this.call('GET', `/api/v1/instances/${id}`)).state.type === state);
  }
}
