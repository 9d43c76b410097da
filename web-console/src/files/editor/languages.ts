import type { Extension } from '@codemirror/state';
import { nameOf } from '../paths';

type Load = () => Promise<Extension>;

const json: Load = async () => (await import('@codemirror/lang-json')).json();
const yaml: Load = async () => (await import('@codemirror/lang-yaml')).yaml();
const xml: Load = async () => (await import('@codemirror/lang-xml')).xml();
const javascript: Load = async () => (await import('@codemirror/lang-javascript')).javascript();
const properties: Load = async () =>
  stream((await import('@codemirror/legacy-modes/mode/properties')).properties);
const toml: Load = async () => stream((await import('@codemirror/legacy-modes/mode/toml')).toml);
const shell: Load = async () => stream((await import('@codemirror/legacy-modes/mode/shell')).shell);
const lua: Load = async () => stream((await import('@codemirror/legacy-modes/mode/lua')).lua);

async function stream(
  mode: Parameters<typeof import('@codemirror/language').StreamLanguage.define>[0],
): Promise<Extension> {
  return (await import('@codemirror/language')).StreamLanguage.define(mode);
}

const BY_ENDING: Record<string, Load> = {
  json,
  json5: json,
  mcmeta: json,
  yml: yaml,
  yaml,
  xml,
  html: xml,
  svg: xml,
  js: javascript,
  mjs: javascript,
  cjs: javascript,
  ts: javascript,
  properties,
  ini: properties,
  cfg: properties,
  conf: properties,
  env: properties,
  lang: properties,
  toml,
  sh: shell,
  bash: shell,
  lua,
};

/** The language of a file by its name, fetched when it is first needed; plain text for all others. */
export async function languageOf(path: string): Promise<Extension | undefined> {
  const ending = nameOf(path).toLowerCase().split('.').at(-1) ?? '';
  return BY_ENDING[ending]?.();
}
