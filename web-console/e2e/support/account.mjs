// Under which account, and where, the tests run a server. Game servers refuse to run as root, and so should tests:
// root hands over to nobody, where the system lets it; in a container without other accounts to a namespace of its own.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NOBODY = 65534;
const WAYS = [
  { name: 'nobody', owner: NOBODY, prefix: ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] },
  { name: 'nobody of a namespace', owner: 0, prefix: ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] },
  { name: 'root', owner: 0, prefix: [] },
];

const cleanUp = [];
process.once('exit', () => cleanUp.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

let chosen;
const homes = new Map();

/** What to put before a command, so that it doesn't run as root. */
export function asAccount(...command) {
  return [...account().prefix, ...command];
}

/** A new empty folder that the account may write. */
export function folderFor(name) {
  return folder(account(), name);
}

/** A distribution where the account can run it; copied when the checkout is closed to others. */
export function homeFor(home) {
  const { prefix, base, owner } = account();
  if (!homes.has(home)) {
    if (canRun(prefix, home)) {
      homes.set(home, home);
    } else {
      const copy = join(folder({ base, owner }, 'home'), 'ostler');
      cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
      cleanUp.push(join(copy, '..'));
      homes.set(home, copy);
    }
  }
  return homes.get(home);
}

function canRun(prefix, home) {
  const script = join(home, 'bin/ostler');
  const [command, ...args] = [...prefix, 'sh', '-c', 'test -r "$1" && test -x "$1"', 'sh', script];
  return spawnSync(command, args).status === 0;
}

function folder({ base, owner }, name) {
  const made = mkdtempSync(join(base, `ostler-e2e-${name}-`));
  chmodSync(made, 0o755);
  if (process.getuid() === 0) chownSync(made, owner, owner);
  return made;
}

function account() {
  chosen ??= process.getuid() === 0 ? firstThatWorks() : { name: 'the present one', prefix: [], base: tmpdir() };
  return chosen;
}

function firstThatWorks() {
  const refused = [];
  for (const way of WAYS) {
    for (const base of new Set([tmpdir(), '/tmp', '/var/tmp'])) {
      const reason = trial({ ...way, base });
      if (!reason) {
        if (refused.length > 0) console.error(`Servers under test run as ${way.name} in ${base}: ${refused.join('; ')}`);
        return { ...way, base };
      }
      refused.push(`${way.name} in ${base}: ${reason}`);
    }
  }
  throw new Error(`No account can run a server: ${refused.join('; ')}`);
}

/** Why it doesn't do; empty when it does. */
function trial(way) {
  let made;
  try {
    made = folder(way, 'trial');
    const script = 'cd "$1" && printf "#!/bin/sh\\n" > run && chmod 755 run && ./run';
    const [command, ...args] = [...way.prefix, 'sh', '-c', script, 'sh', made];
    const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    return status === 0 ? '' : (error?.message ?? stderr.trim()) || `status ${status}`;
  } catch (error) {
    return error.message;
  } finally {
    if (made) rmSync(made, { recursive: true, force: true });
  }
}
