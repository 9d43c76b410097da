// Fails the build when a page grows beyond its budget (gzip 9, in KB of 1,024 bytes).
// A page costs its chunk and everything that chunk imports statically; what an earlier page brought isn't counted again.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = 'dist';
/** @type {Record<string, {file: string, name?: string, imports?: string[]}>} */
const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8'));

/** @param {string} file */
const size = (file) => gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length;

/** A chunk by its source file or by the name that vite.config.ts gives it. @param {string} name */
function keyOf(name) {
  return manifest[name] ? name : Object.keys(manifest).find((key) => manifest[key]?.name === name);
}

/** Everything that is fetched together with the given chunks. @param {string[]} names */
function closure(names) {
  const js = new Set();
  const seen = new Set();
  const open = names.map((name) => {
    const key = keyOf(name);
    if (key === undefined) throw new Error(`not in the build: ${name}`);
    return key;
  });
  while (open.length > 0) {
    const key = open.pop();
    if (key === undefined || seen.has(key)) continue;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`not in the build: ${key}`);
    if (chunk.file.endsWith('.js')) js.add(chunk.file);
    open.push(...(chunk.imports ?? []));
  }
  return js;
}

/** @param {Set<string>} files @param {Set<string>} without */
function sum(files, without = new Set()) {
  let total = 0;
  for (const file of files) if (!without.has(file)) total += size(file);
  return total;
}

const KB = 1024;
const MOST_FILES = 6;
const sheets = new Set(Object.values(manifest).map((chunk) => chunk.file).filter((file) => file.endsWith('.css')));
const main = 'index.html';
const login = closure([main, 'base', 'texts-en']);
const shell = closure([main, 'base', 'shell', 'texts-en']);

/** @type {{name: string, bytes: number, limit: number}[]} */
const rows = [
  { name: 'login, JavaScript', bytes: sum(login), limit: 110 },
  { name: 'shell with instances, JavaScript', bytes: sum(shell), limit: 220 },
  { name: 'CSS, all of it', bytes: sum(sheets), limit: 25 },
];
const frame = closure([main, 'base', 'shell', 'texts-en', 'src/instance/InstanceFrame.tsx']);
/** The lazy chunks of a room. @param {string} room */
const lazy = (room) => Object.keys(manifest).filter((key) => key.startsWith(`src/${room}/`));
const files = closure(['src/instance/FilesRoute.tsx']);
rows.push(
  {
    name: 'console tab extra',
    // With its terminal; history and other dialogs come when somebody opens them.
    bytes: sum(closure(['src/instance/ConsoleRoute.tsx', 'src/console/TerminalView.tsx']), frame),
    limit: 110,
  },
  { name: 'editor extra', bytes: sum(closure(lazy('files')), new Set([...frame, ...files])), limit: 145 },
);

const languages = 'src/i18n';
for (const language of readdirSync(languages, { withFileTypes: true })) {
  if (!language.isDirectory() || !existsSync(join(languages, language.name, 'common.json'))) continue;
  const start = keyOf(`texts-${language.name}`);
  const texts = Object.entries(manifest).filter(
    ([key]) => key === start || key.startsWith(`${languages}/${language.name}/`),
  );
  // What a page loads of a language: the texts of all pages, and those of its own area.
  const areas = texts.filter(([key]) => key !== start).map(([, chunk]) => sum(new Set([chunk.file])));
  const first = sum(new Set(texts.filter(([key]) => key === start).map(([, chunk]) => chunk.file)));
  rows.push({ name: `language ${language.name}`, bytes: first + Math.max(0, ...areas), limit: 25 });
}

let failed = false;
for (const { name, bytes, limit } of rows) {
  const over = bytes > limit * KB;
  failed ||= over;
  console.log(`${over ? 'OVER ' : 'ok   '} ${(bytes / KB).toFixed(1).padStart(6)} of ${String(limit).padStart(3)} KB  ${name}`);
}
const requests = shell.size + sheets.size;
failed ||= requests > MOST_FILES;
console.log(`${requests > MOST_FILES ? 'OVER ' : 'ok   '} ${String(requests).padStart(6)} of ${String(MOST_FILES).padStart(3)} files the page loads for the list of instances`);
if (failed) {
  console.error('A budget is exceeded: see README.md, "Budgets".');
  process.exit(1);
}
