import { describe, expect, it } from 'vitest';
import { check, EMPTY_DRAFT, newVariable, sameDraft, toDraft, type Draft } from './draft';
import { applyPreset, PRESETS } from './presets';

const good: Draft = { ...EMPTY_DRAFT, name: ' Survival ', command: 'java -jar "my server.jar"', stopSeconds: '1.5' };

describe('check', () => {
  it('makes a definition of what was typed', () => {
    const { definition } = check({ ...good, workingFolder: './world/', environment: [newVariable(' A ', ' b '), newVariable()] });
    expect(definition).toEqual({
      name: 'Survival',
      type: 'process',
      command: ['java', '-jar', 'my server.jar'],
      workingFolder: 'world',
      environment: { A: ' b ' },
      terminal: false,
      stop: { type: 'signal', name: 'TERM' },
      stopTimeoutMillis: 1500,
      encoding: 'UTF-8',
      lineEnd: 'LF',
      autoStart: false,
    });
  });

  it.each<[Partial<Draft>, object]>([
    [{ name: '  ' }, { name: 'nameNeeded' }],
    [{ name: 'x'.repeat(81) }, { name: 'nameLong' }],
    [{ command: ' ' }, { command: 'commandNeeded' }],
    [{ command: '"" x' }, { command: 'commandNeeded' }],
    [{ command: 'a "b' }, { command: 'commandOpen' }],
    [{ command: 'x '.repeat(257) }, { command: 'commandLong' }],
    [{ workingFolder: '../other' }, { workingFolder: 'folder' }],
    [{ stopBy: 'command', stopText: ' ' }, { stopText: 'stopNeeded' }],
    [{ stopSeconds: '0' }, { stopSeconds: 'stopSeconds' }],
    [{ stopSeconds: '3601' }, { stopSeconds: 'stopSeconds' }],
    [{ stopSeconds: 'soon' }, { stopSeconds: 'stopSeconds' }],
    [{ environment: [newVariable('1A', 'x')] }, { environment: 'variableName' }],
    [{ environment: [newVariable('', 'x')] }, { environment: 'variableName' }],
    [{ environment: [newVariable('A', '1'), newVariable('A', '2')] }, { environment: 'variableTwice' }],
  ])('%j is refused', (change, errors) => {
    expect(check({ ...good, ...change }).errors).toEqual(errors);
  });

  it('takes what it made itself', () => {
    const { definition } = check({ ...good, environment: [newVariable('B', '2'), newVariable('A', '1')] });
    expect(check(toDraft(definition!)).definition).toEqual(definition);
    expect(sameDraft(toDraft(definition!), toDraft(definition!))).toBe(true);
  });
});

describe('presets', () => {
  it.each(PRESETS.filter((preset) => preset.id !== 'own'))('$id is complete', (preset) => {
    expect(check(applyPreset(preset, EMPTY_DRAFT, 'Name')).errors).toBeUndefined();
  });

  it('leave a typed name alone', () => {
    expect(applyPreset(PRESETS[1]!, { ...EMPTY_DRAFT, name: 'Mine' }, 'Name').name).toBe('Mine');
  });
});
