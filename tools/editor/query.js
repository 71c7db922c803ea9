// The editor of the query page: it stands over the field of the form, and what is typed in it is the field's.
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  HighlightStyle,
  StreamLanguage,
  bracketMatching,
  indentUnit,
  syntaxHighlighting,
  syntaxTree,
} from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const PAUSE = 120; // milliseconds that somebody stops typing for before a name is looked up
const WORD = /[\p{L}\p{N}_?$:-]+/u;
const NO_COMPLETIONS = new Set(["comment"]);

const theme = EditorView.theme({
  "&": { color: "var(--ink)", background: "var(--card)", border: "1px solid var(--rule)", borderRadius: "8px" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": {
    font: '.92rem/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace',
    maxHeight: "36rem",
  },
  ".cm-content, .cm-gutter": { minHeight: "12rem" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".7rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--soft)", background: "var(--shade)", border: "0", borderRadius: "8px 0 0 8px" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--accent) 25%, transparent) !important",
  },
  "&.cm-focused .cm-matchingBracket": { background: "none", outline: "1px solid var(--accent)" },
  ".cm-tooltip": { color: "var(--ink)", background: "var(--card)", border: "1px solid var(--rule)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--paper)", background: "var(--accent)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: ".8" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.standard(tags.name)], color: "var(--accent)", fontWeight: "600" },
  { tag: tags.atom, color: "var(--iri)" },
  { tag: [tags.string, tags.meta], color: "var(--misnomer)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

/** Return what completes keywords, prefixes, properties, classes, variables and names, as the page knows them. */
function completing(known, lookUp) {
  const keywords = known.keywords.map((label) => ({ label, type: "keyword" }));
  const prefixes = Object.entries(known.prefixes).map(([prefix, detail]) => ({
    label: `${prefix}:`,
    detail,
    type: "namespace",
  }));
  const terms = known.terms.map((label) => ({ label, type: "property", boost: 1 }));

  return async (context) => {
    const word = context.matchBefore(WORD);
    const at = syntaxTree(context.state).resolveInner(context.pos, -1).name;
    if ((!word && !context.explicit) || NO_COMPLETIONS.has(at)) return null;
    const [from, text] = word ? [word.from, word.text] : [context.pos, ""];
    if (/^[?$]/.test(text)) return { from, options: variables(context.state.doc.toString(), text) };
    const names = /^[\p{L}\p{N}_-]{2,}$/u.test(text) ? await lookUp(text, context) : [];
    const found = names.map(({ name, term }) => ({ label: name, detail: term, apply: term, type: "class", boost: -1 }));
    return { from, options: [...keywords, ...prefixes, ...terms, ...found], validFor: names.length ? undefined : WORD };
  };
}

/** Return the variables of a query, without the one that is being typed. */
function variables(text, typed) {
  const found = new Set(text.match(/[?$][\p{L}\p{N}_]+/gu));
  found.delete(typed);
  return [...found].map((label) => ({ label, type: "variable" }));
}

/** Return the names that a text may be; none where the server does not answer, or somebody types on. */
async function lookedUp(text, context) {
  await new Promise((resolve) => {
    setTimeout(resolve, PAUSE);
  });
  if (context.aborted) return [];
  try {
    const answer = await fetch(`query.json?q=${encodeURIComponent(text)}`);
    return answer.ok ? await answer.json() : [];
  } catch {
    return [];
  }
}

/** Put an editor in the place of a field. Its styles are in a shadow root, where the page's policy lets them be. */
function edit(field, known) {
  const place = document.createElement("div");
  place.className = "editor";
  place.dir = "ltr";
  field.before(place);
  const ask = () => {
    field.form.requestSubmit();
    return true;
  };
  const label = field.labels[0];
  const view = new EditorView({
    root: place.attachShadow({ mode: "open" }),
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        indentUnit.of("  "),
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        autocompletion({ override: [completing(known, lookedUp)] }),
        keymap.of([
          { key: "Mod-Enter", run: ask },
          { key: "Tab", run: acceptCompletion }, // elsewhere it leaves the editor, as people expect of a page
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label.textContent, spellcheck: "false" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) field.value = update.state.doc.toString();
        }),
        theme,
      ],
    }),
  });
  place.shadowRoot.append(view.dom);
  label.addEventListener("click", () => view.focus());
  field.hidden = true;
}

const text = document.getElementById("query");
edit(text, JSON.parse(document.getElementById("known").textContent));
