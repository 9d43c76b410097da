// Fails the build when a page grows beyond its budget (gzip 9, in KB of 1,024 bytes).
// A page costs its chunk and everything that chunk imports statically; what an earlier page brought isn't counted again.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = 'dist';
/** @type {Record<string, {file: string, imports?: string[], css?: string[], isEntry?: boolean}>} */
const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8'));

/** @param {string} file */
const size = (file) => gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length;

/** Everything that is fetched together with the given chunks. @param {string[]} keys */
function closure(keys) {
  const js = new Set();
  const css = new Set();
  const seen = new Set();
  const open = [...keys];
  while (open.length > 0) {
    const key = open.pop();
    if (key === undefined || seen.has(key)) continue;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`not in the build: ${key}`);
    if (chunk.file.endsWith('.js')) js.add(chunk.file);
    for (const sheet of chunk.css ?? []) css.add(sheet);
    open.push(...(chunk.imports ?? []));
  }
  return { js, css };
}

/** @param {Set<string>} files @param {Set<string>} without */
function sum(files, without = new Set()) {
  let total = 0;
  for (const file of files) if (!without.has(file)) total += size(file);
  return total;
}

const KB = 1024;
const main = 'index.html';
const english = Object.keys(manifest).filter((key) => /^src\/i18n\/en\/(common|problem|session)\.json$/.test(key));
const login = closure([main, 'src/session/LoginPage.tsx', ...english]);
const shell = closure([main, 'src/app/Shell.tsx', 'src/pages/instances/InstancesPage.tsx', ...english]);

/** @type {{name: string, bytes: number, limit: number}[]} */
const rows = [
  { name: 'login, JavaScript', bytes: sum(login.js), limit: 110 },
  { name: 'shell with instances, JavaScript', bytes: sum(shell.js), limit: 220 },
  { name: 'first CSS', bytes: sum(shell.css), limit: 25 },
];
/** Tabs on top of the instance frame; their lazy parts are part of the price. @type {[string, string[], number][]} */
const extras = [
  ['console tab extra', ['src/console/ConsoleTab.tsx', 'src/console/TerminalView.tsx'], 110],
  ['editor extra', ['src/files/Editor.tsx'], 145],
];
const frame = closure([main, 'src/app/Shell.tsx', 'src/pages/instances/InstancesPage.tsx', 'src/instance/InstanceFrame.tsx']);
for (const [name, keys, limit] of extras) {
  const present = keys.filter((key) => manifest[key]);
  if (present.length === 0) throw new Error(`${name}: none of ${keys.join(', ')} is a chunk of its own`);
  rows.push({ name, bytes: sum(closure(present).js, frame.js), limit });
}

const languages = 'src/i18n';
for (const language of readdirSync(languages, { withFileTypes: true })) {
  if (!language.isDirectory() || !existsSync(join(languages, language.name, 'common.json'))) continue;
  const files = Object.entries(manifest).filter(([key]) => key.startsWith(`${languages}/${language.name}/`));
  rows.push({ name: `language ${language.name}`, bytes: files.reduce((total, [, chunk]) => total + size(chunk.file), 0), limit: 25 });
}

let failed = false;
for (const { name, bytes, limit } of rows) {
  const over = bytes > limit * KB;
  failed ||= over;
  console.log(`${over ? 'OVER ' : 'ok   '} ${(bytes / KB).toFixed(1).padStart(6)} of ${String(limit).padStart(3)} KB  ${name}`);
}
const requests = shell.js.size + shell.css.size;
console.log(`       ${requests} files for the shell`);
if (failed) {
  console.error('A budget is exceeded: see README.md, "Budgets".');
  process.exit(1);
}
