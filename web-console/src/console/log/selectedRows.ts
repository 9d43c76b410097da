import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';

/** Rows from the selection's anchor to the window stay in the page up to this many. */
const MOST_KEPT = 2_000;

/** First and last row (as indexes) that the text selection touches; `undefined` when nothing in there is selected. */
export function rowsOfSelection(scroller: HTMLElement | null): [number, number] | undefined {
  const selection = document.getSelection();
  if (scroller === null || selection === null || selection.isCollapsed) return undefined;
  const ends = [selection.anchorNode, selection.focusNode].map((node) => rowIndex(scroller, node));
  const [a, b] = ends;
  if (a === undefined && b === undefined) return undefined;
  const from = a ?? b ?? 0;
  const to = b ?? a ?? 0;
  return [Math.min(from, to), Math.max(from, to)];
}

/** The rows to draw: those in the window and, so that a selection survives scrolling, those up to its ends. */
export function withSelection(range: Range, selected: [number, number] | undefined): number[] {
  const indexes = defaultRangeExtractor(range);
  if (selected === undefined) return indexes;
  const from = Math.max(0, Math.min(selected[0], range.startIndex), range.startIndex - MOST_KEPT);
  const to = Math.min(range.count - 1, Math.max(selected[1], range.endIndex), range.endIndex + MOST_KEPT);
  const all = new Set(indexes);
  for (let index = from; index <= to; index += 1) all.add(index);
  return [...all].sort((x, y) => x - y);
}

function rowIndex(scroller: HTMLElement, node: Node | null): number | undefined {
  if (node === null || !scroller.contains(node)) return undefined;
  const element = node instanceof Element ? node : node.parentElement;
  const index = element?.closest('[data-index]')?.getAttribute('data-index');
  return index == null ? undefined : Number(index);
}
