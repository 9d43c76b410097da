import type { Finding } from '@/api/types';

/** Findings that somebody put away in this browser, by instance; a new one of the same detector is shown again. */
const KEY = 'ostler.problems.hidden';
const MOST = 200;

const mark = (instance: string, finding: Finding): string => `${instance} ${finding.detector} ${finding.at}`;

function read(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each): each is string => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

export function isHidden(instance: string, finding: Finding): boolean {
  return read().includes(mark(instance, finding));
}

export function hide(instance: string, finding: Finding): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...read(), mark(instance, finding)].slice(-MOST)));
  } catch {
    // Without storage it comes back with the next page.
  }
}
