/** Whether a line fits one of the patterns, in which `*` stands for anything; as the node decides it. */
export function isAllowed(patterns: readonly string[], line: string): boolean {
  // eslint-disable-next-line no-control-regex
  return !/[\u0000-\u001f\u007f-\u009f]/.test(line) && patterns.some((pattern) => fits(pattern.split('*'), line));
}

/** Without a regular expression: the parts between the stars in their order, the first and last at the ends. */
function fits(parts: readonly string[], line: string): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return line === first;
  if (!line.startsWith(first) || !line.endsWith(last) || line.length < first.length + last.length) return false;
  let at = first.length;
  const end = line.length - last.length;
  for (const part of rest) {
    const found = line.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** What can be offered to be completed: a pattern up to its first star. */
export const completions = (patterns: readonly string[]): string[] => [
  ...new Set(patterns.map((pattern) => pattern.split('*')[0] ?? '').filter((text) => text !== '')),
];
