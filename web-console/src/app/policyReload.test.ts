import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reloadWhenNodesAreNew } from './policyReload';

const reload = vi.fn();
let stop: () => void;

beforeEach(() => {
  sessionStorage.clear();
  reload.mockClear();
  stop = reloadWhenNodesAreNew(reload);
});

afterEach(() => stop());

function violation(effectiveDirective: string): void {
  document.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { effectiveDirective }));
}

test('a blocked connection loads the page anew, once', () => {
  violation('connect-src');
  violation('connect-src');
  expect(reload).toHaveBeenCalledTimes(1);
});

test('other violations change nothing', () => {
  violation('img-src');
  expect(reload).not.toHaveBeenCalled();
});

test('after it was stopped nothing happens', () => {
  stop();
  violation('connect-src');
  expect(reload).not.toHaveBeenCalled();
});
