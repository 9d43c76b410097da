import { autocompletion, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { cspNonce } from '@/app/nonce';

export interface TextEditorOptions {
  place: HTMLElement;
  text: string;
  label: string;
  readOnly: boolean;
  /** CodeMirror's own English words and what to say instead. */
  phrases: Record<string, string>;
  onChange: () => void;
  onPosition: (line: number, column: number) => void;
  onSave: () => void;
}

/** Colours of the page's tokens, so that they fit every theme and can be read in it. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null, tags.atom], color: 'var(--accent)' },
  { tag: [tags.string, tags.special(tags.string), tags.attributeValue], color: 'var(--running)' },
  { tag: [tags.number, tags.literal], color: 'var(--moving)' },
  {
    tag: [tags.propertyName, tags.definition(tags.propertyName), tags.attributeName, tags.tagName],
    color: 'var(--unknown)',
  },
  { tag: [tags.comment, tags.meta, tags.processingInstruction], color: 'var(--text-3)', fontStyle: 'italic' },
  { tag: [tags.heading, tags.strong], fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.invalid, color: 'var(--failed)' },
]);

export const look = EditorView.theme({
  '&': {
    flex: '1',
    minHeight: '0',
    backgroundColor: 'var(--surface-1)',
    color: 'var(--text)',
    fontSize: '13px',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)', padding: 'var(--s2) 0' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--surface-1)', color: 'var(--text-3)', border: '0' },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--text) 5%, transparent)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 26%, transparent)',
  },
  '.cm-selectionMatch': { backgroundColor: 'color-mix(in srgb, var(--moving) 22%, transparent)' },
  '.cm-searchMatch': { backgroundColor: 'var(--moving-soft)', outline: '1px solid var(--moving)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-soft)', outline: '2px solid var(--accent)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--accent)',
  },
  '.cm-specialChar': { color: 'var(--failed)' },
  '.cm-panels': { backgroundColor: 'var(--surface-0)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': {
    padding: 'var(--s2)',
    display: 'flex',
    flexWrap: 'wrap',
    gap: 'var(--s1)',
    alignItems: 'center',
  },
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    fontSize: '13px',
    minHeight: '24px',
  },
  '.cm-textfield': {
    border: '1px solid var(--control-line)',
    borderRadius: 'var(--r2)',
    backgroundColor: 'var(--surface-1)',
    color: 'var(--text)',
    font: '13px/20px var(--mono)',
    padding: '2px 6px',
    margin: '0',
  },
  '.cm-button': {
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--r2)',
    background: 'var(--surface-1)',
    color: 'var(--text)',
    font: '13px/20px var(--font)',
    padding: '2px 10px',
    margin: '0',
  },
  '.cm-panel.cm-search [name=close]': {
    fontSize: '18px',
    minWidth: '28px',
    minHeight: '28px',
    color: 'var(--text-2)',
    cursor: 'pointer',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface-1)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--r2)',
  },
});

/** What every editor here has in common, the one for comparing too. */
export function baseExtensions(): Extension[] {
  const nonce = cspNonce();
  return [
    lineNumbers(),
    highlightSpecialChars(),
    drawSelection(),
    syntaxHighlighting(colours),
    look,
    EditorState.tabSize.of(4),
    // CodeMirror adds its styles at run time; the page's policy wants the nonce.
    ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
  ];
}

/** A CodeMirror for one file. */
export class TextEditor {
  readonly #view: EditorView;
  readonly #language = new Compartment();
  readonly #access = new Compartment();

  constructor(options: TextEditorOptions) {
    const { place, text, label, readOnly, phrases, onChange, onPosition, onSave } = options;
    this.#view = new EditorView({
      parent: place,
      state: EditorState.create({
        doc: text,
        extensions: [
          baseExtensions(),
          highlightActiveLineGutter(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          history(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ activateOnTyping: false }),
          search({ top: true }),
          keymap.of([
            { key: 'Mod-s', preventDefault: true, run: () => (onSave(), true) },
            ...closeBracketsKeymap,
            ...searchKeymap,
            ...historyKeymap,
            indentWithTab,
            ...defaultKeymap,
          ]),
          EditorState.phrases.of(phrases),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocorrect: 'off' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) onChange();
            if (update.docChanged || update.selectionSet) this.#tellPosition(onPosition);
          }),
          this.#language.of([]),
          this.#access.of(EditorState.readOnly.of(readOnly)),
        ],
      }),
    });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** Whether the text is another than this one; cheap while nothing was typed. */
  differsFrom(text: string): boolean {
    const { doc } = this.#view.state;
    return doc.length !== text.length || doc.toString() !== text;
  }

  /** Another text for the same file; it can be undone like any change. */
  replace(text: string): void {
    const { state } = this.#view;
    const head = Math.min(state.selection.main.head, text.length);
    this.#view.dispatch({
      changes: { from: 0, to: state.doc.length, insert: text },
      selection: { anchor: head },
    });
  }

  setLanguage(language: Extension): void {
    this.#view.dispatch({ effects: this.#language.reconfigure(language) });
  }

  setReadOnly(readOnly: boolean): void {
    this.#view.dispatch({ effects: this.#access.reconfigure(EditorState.readOnly.of(readOnly)) });
  }

  focus(): void {
    this.#view.focus();
  }

  dispose(): void {
    this.#view.destroy();
  }

  #tellPosition(tell: (line: number, column: number) => void): void {
    const { doc, selection } = this.#view.state;
    const line = doc.lineAt(selection.main.head);
    tell(line.number, selection.main.head - line.from + 1);
  }
}
