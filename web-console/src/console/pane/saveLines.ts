import type { LogModel } from '../log/logModel';

/** Offers the loaded lines as a text file; made in the browser, nothing is fetched. */
export function saveLines(model: LogModel, fileName: string): void {
  const parts = model.lines.flatMap((line) => (line.kind === 'text' ? [line.text, '\n'] : []));
  if (model.unfinished?.kind === 'text') parts.push(model.unfinished.text);
  const url = URL.createObjectURL(new Blob(parts, { type: 'text/plain;charset=utf-8' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
