import { describe, expect, it } from 'vitest';
import type { Definition } from '@/api/types';
import { differences } from './definitionDiff';

const base: Definition = {
  name: 'Mine',
  type: 'process',
  command: ['./server', 'a b'],
  workingFolder: '',
  environment: { LANG: 'C' },
  terminal: false,
  stop: { type: 'command', text: 'stop' },
  stopTimeoutMillis: 30_000,
  encoding: 'UTF-8',
  lineEnd: 'LF',
  autoStart: false,
  launch: {
    variables: [{ name: 'rcon', type: 'SECRET', value: 'old', choices: [], label: '', editable: false }],
    ports: [{ name: 'game', protocol: 'UDP', number: 20_000 }],
  },
};

describe('differences', () => {
  it('are none between equals', () => {
    expect(differences(base, structuredClone(base))).toEqual([]);
  });

  it('name what changed, came and went', () => {
    const now: Definition = {
      ...base,
      command: ['./server'],
      environment: {},
      stop: { type: 'plan', steps: [{ command: 'save' }, { waitMillis: 500 }, { signal: 'INT' }] },
      launch: { variables: base.launch!.variables, ports: [{ name: 'game', protocol: 'UDP', number: 20_001 }] },
    };
    expect(differences(base, now).map(({ field, name, then, now: after }) => [field, name, then, after])).toEqual([
      ['command', '', './server \'a b\'', './server'],
      ['environment', 'LANG', '=C', undefined],
      ['stop', '', 'stop', 'save → 0.5 s → SIGINT'],
      ['port', 'game', '20000 UDP', '20001 UDP'],
    ]);
  });

  it('mark secrets', () => {
    const [variable] = base.launch!.variables;
    const now = { ...base, launch: { ...base.launch!, variables: [{ ...variable!, value: 'new' }] } };
    expect(differences(base, now)).toMatchObject([{ field: 'variable', name: 'rcon', isSecret: true }]);
  });
});
