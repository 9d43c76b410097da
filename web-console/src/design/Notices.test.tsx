import { render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { ProblemError } from '@/api/problem';
import { startTexts } from '@/i18n/texts';
import { ErrorNote } from './Notices';

beforeAll(async () => {
  await startTexts('en');
  await i18next.loadNamespaces('problem');
});

async function shown(problem: ConstructorParameters<typeof ProblemError>[0]): Promise<string> {
  render(<ErrorNote error={new ProblemError(problem)} />);
  return (await screen.findByRole('alert')).textContent;
}

describe('ErrorNote', () => {
  it('says what happened and what to do, with code and request id', async () => {
    const text = await shown({ code: 'NODE_AWAY', status: 503, requestId: 'req-1' });
    expect(text).toContain('The node is not connected');
    expect(text).toContain('Check that the daemon runs');
    expect(text).toContain('NODE_AWAY · req-1');
  });

  it('fills in parameters', async () => {
    expect(await shown({ code: 'LOGIN_THROTTLED', params: { retryAfterSeconds: '12' } })).toContain('Wait 12 seconds');
  });

  it('has words for the rule that a password breaks', async () => {
    const text = await shown({ code: 'PASSWORD_TOO_WEAK', params: { rule: 'TOO_SHORT', min: '10' } });
    expect(text).toContain('at least 10 characters');
  });

  it('shows the words of a newer panel for a code that it does not know', async () => {
    const text = await shown({ code: 'MOON_FULL', title: 'The moon is full', remedy: 'Wait two weeks.' });
    expect(text).toContain('The moon is full');
    expect(text).toContain('Wait two weeks.');
  });

  it('shows parameters as text', async () => {
    const text = await shown({ code: 'UNKNOWN_FIELD', params: { field: '<img src=x onerror=alert(1)>' } });
    expect(text).toContain('<img src=x onerror=alert(1)>');
    expect(document.querySelector('img')).toBeNull();
  });
});
