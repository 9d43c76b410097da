import { render, renderHook, screen } from '@testing-library/react';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Finding } from '@/api/types';
import i18next from 'i18next';
import { startTexts } from '@/i18n/texts';
import { hide, isHidden } from './hidden';
import { useProblemText } from './problemText';

beforeAll(async () => {
  await startTexts('en');
  await i18next.loadNamespaces(['detector']);
});

beforeEach(() => localStorage.clear());

const finding = (detector: string, parameters: Record<string, string> = {}): Finding => ({
  detector,
  parameters,
  offset: 0,
  at: '2026-01-01T00:00:00Z',
});

it.each([
  [finding('port-in-use', { port: '25565' }), 'Port 25565 is in use'],
  [finding('port-in-use'), 'The port is in use'],
  [finding('file-missing', { library: 'libcurl.so.4' }), 'The library libcurl.so.4 is missing'],
  [finding('file-missing', { file: 'server.jar' }), 'server.jar is missing'],
  [finding('java-too-old', { needed: '21', found: '17' }), 'It needs Java 21'],
  [finding('of-a-plug-in'), 'A problem was recognised: of-a-plug-in'],
  [finding('fix', {}), 'A problem was recognised: fix'],
])('finds the words for %o', (problem, title) => {
  const { result } = renderHook(useProblemText);
  expect(result.current(problem).title).toBe(title);
  expect(result.current(problem).advice).not.toBe('');
});

it('shows what a program printed as text and nothing else', () => {
  const Title = () => <p>{useProblemText()(finding('file-missing', { file: '<img src=x>{{t}}$t(x)' })).title}</p>;
  render(<Title />);
  expect(screen.getByText(/<img src=x>/)).toBeTruthy();
  expect(document.querySelector('img')).toBeNull();
});

it('remembers what was put away, until the detector sees something new', () => {
  const first = finding('port-in-use');
  hide('one', first);
  expect(isHidden('one', first)).toBe(true);
  expect(isHidden('two', first)).toBe(false);
  expect(isHidden('one', { ...first, at: '2026-01-02T00:00:00Z' })).toBe(false);
});

it('stays sane when the storage holds something else', () => {
  localStorage.setItem('ostler.problems.hidden', '{"a":1}');
  expect(isHidden('one', finding('x'))).toBe(false);
  localStorage.setItem('ostler.problems.hidden', 'no json');
  expect(isHidden('one', finding('x'))).toBe(false);
});
