// A real PostgreSQL server of the test's own: a fresh cluster in a temporary folder, on loopback, gone with the test.
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ostler.mjs';

const INSTALLED = '/usr/lib/postgresql';

export class Postgres {
  static async start({ password } = {}) {
    if (!existsSync(INSTALLED)) throw new Error('no PostgreSQL server is installed (Debian: apt install postgresql)');
    const version = readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a))[0];
    const server = new Postgres();
    server.programs = join(INSTALLED, version, 'bin');
    server.folder = mkdtempSync(join(tmpdir(), 'ostler-e2e-postgres-'));
    server.port = await freePort();
    if (process.getuid() === 0) {
      const [, , uid, gid] = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).find(([name]) => name === 'postgres');
      chownSync(server.folder, Number(uid), Number(gid));
    }
    const secret = join(server.folder, 'password');
    writeFileSync(secret, password ?? 'none', { mode: 0o644 });
    server.run('initdb', '-D', server.data, '-U', 'ostler', '-A', password ? 'scram-sha-256' : 'trust', `--pwfile=${secret}`, '-E', 'UTF8', '--no-sync');
    server.password = password;
    server.run('pg_ctl', 'start', '-w', '-D', server.data, '-l', join(server.folder, 'server.log'), '-o',
      `-c listen_addresses=127.0.0.1 -c port=${server.port} -c unix_socket_directories=${server.folder} -c fsync=off`);
    return server;
  }

  get data() {
    return join(this.folder, 'data');
  }

  create(name) {
    this.run('createdb', '-h', '127.0.0.1', '-p', String(this.port), '-U', 'ostler', name);
  }

  query(database, sql) {
    return this.run('psql', '-h', '127.0.0.1', '-p', String(this.port), '-U', 'ostler', '-d', database, '-tAc', sql).trim();
  }

  stop() {
    this.run('pg_ctl', 'stop', '-w', '-m', 'immediate', '-D', this.data);
    rmSync(this.folder, { recursive: true, force: true });
  }

  run(program, ...args) {
    const command = [...(process.getuid() === 0 ? ['runuser', '-u', 'postgres', '--'] : []), join(this.programs, program), ...args];
    const done = spawnSync(command[0], command.slice(1), {
      encoding: 'utf8',
      cwd: this.folder,
      // The server would hold a pipe open.
      stdio: program === 'pg_ctl' ? 'ignore' : 'pipe',
      env: { ...process.env, PGPASSWORD: this.password ?? '' },
    });
    if (done.status !== 0) throw new Error(`${program}: ${done.stderr ?? done.status}`);
    return done.stdout ?? '';
  }
}
