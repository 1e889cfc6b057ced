// The texts of an article's form: reading them, and changing them in one step that the editor can undo.
//
// A passage is one field, or one paragraph of a rich text: { where, text, links, input, key }. An edit is
// [start, end, proposed]; the edits of a passage stand in their order and do not overlap.

const isRemoved = (element) => {
  for (let child = element.closest("[data-streamfield-child]"); child; child = child.parentElement.closest("[data-streamfield-child]")) {
    if (child.querySelector(":scope > input[name$='-deleted']")?.value) return true;
  }
  return false;
};

const labelOf = (input) => document.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.textContent.replace("*", "").trim() ?? "";

const linksOf = (block) => {
  const links = [];
  block.findEntityRanges((character) => character.getEntity() !== null, (start, end) => links.push([start, end]));
  return links;
};

const headingOf = (child) => child.parentElement.closest(".w-panel")?.querySelector("[data-panel-heading-text]")?.textContent.trim();

// Says where a passage stands: «العنوان», «فقرة 3», «قائمة 1، عنصر 2»; outside the main stream (the body) the field's
// heading comes first: «صور أخرى، صورة 1».
const places = (main) => {
  const counted = new Map();
  return (input, field) => {
    const stream = input.name.split("-")[0];
    const chain = [];
    for (let child = input.closest("[data-streamfield-child]"); child; child = child.parentElement.closest("[data-streamfield-child]")) {
      chain.unshift([child, child.querySelector(".c-sf-block__type")?.textContent.trim() ?? ""]);
    }
    if (!chain.length) return field ? labelOf(input) : "";
    const steps = chain.map(([child, name], depth) => {
      // A paragraph is counted each time it is met: a rich text may hold several.
      const within = depth ? chain[depth - 1][0] : stream;
      const seen = counted.get(within) ?? counted.set(within, new Map()).get(within);
      const last = seen.get(name) ?? { number: 0, child: null };
      const isNext = last.child !== child || (depth === chain.length - 1 && input.draftailEditor);
      const next = isNext ? { number: last.number + 1, child } : last;
      seen.set(name, next);
      return `${name} ${next.number}`;
    });
    if (stream !== main) steps.unshift(headingOf(chain[0][0]));
    return steps.filter(Boolean).join("، ");
  };
};

// ``streams`` are the names of stream fields, the main one first.
export const collect = (form, fields, streams) => {
  const named = fields.map((name) => `[name="${name}"]`);
  const inside = streams.flatMap((name) => ["input", "textarea"].map((kind) => `${kind}[name^="${name}-"]`));
  const where = places(streams[0]);
  return [...form.querySelectorAll([...named, ...inside].join())]
    // Wagtail keeps a rich text in a hidden field, and its editor on that field.
    .filter((input) => input.draftailEditor || /^text/.test(input.type))
    .filter((input) => !input.disabled && !input.readOnly && !isRemoved(input))
    .flatMap((input) => {
      if (!input.draftailEditor) {
        return input.value.trim() ? [{ where: where(input, true), text: input.value, links: [], input, key: null }] : [];
      }
      return input.draftailEditor.getEditorState().getCurrentContent().getBlocksAsArray()
        .filter((block) => block.getType() !== "atomic" && block.getText().trim())
        .map((block) => ({ where: where(input), text: block.getText(), links: linksOf(block), input, key: block.getKey() }));
    });
};

// Says whether a passage still is what was read: people type on while the server is asked.
export const stands = ({ input, key, text, links }) => {
  if (!input.isConnected || isRemoved(input)) return false;
  if (key === null) return input.value === text;
  const block = input.draftailEditor?.getEditorState().getCurrentContent().getBlockForKey(key);
  return Boolean(block) && block.getText() === text && String(linksOf(block)) === String(links);
};

const mended = (text, edits) => edits.reduceRight((whole, [start, end, put]) => whole.slice(0, start) + put + whole.slice(end), text);

const moved = (place, edits) => edits.reduce((at, [start, end, put]) => {
  if (end <= place) return at + put.length - (end - start);
  return start < place ? at - (place - start) + Math.min(put.length, place - start) : at;
}, place);

const writeField = (input, edits) => {
  const [first, last] = [edits[0][0], edits.at(-1)[1]];
  const tail = input.value.length - last;
  const changed = mended(input.value, edits);
  const put = changed.slice(first, changed.length - tail);
  input.focus({ preventScroll: true });
  input.setSelectionRange(first, last);
  // insertText is what keeps the browser's own undo; a field that cannot take the focus (in a closed panel) is set.
  const took = document.activeElement === input && document.execCommand(put ? "insertText" : "delete", false, put);
  if (!took || input.value !== changed) {
    input.value = changed;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  input.dispatchEvent(new Event("change", { bubbles: true }));
};

const writeBlock = (block, edits) => {
  let characters = block.getCharacterList();
  for (const [start, end, put] of [...edits].reverse()) {
    // What is put in looks like what it replaces: bold stays bold, a noted place keeps its note.
    characters = characters.splice(start, end - start, ...Array(put.length).fill(characters.get(start)));
  }
  return block.merge({ text: mended(block.getText(), edits), characterList: characters });
};

// One push for one editor is one step of its undo. Its kind is not "spellcheck-change", whose undo Draft.js leaves to the
// browser, which takes back what was typed last in any field.
const writeEditor = (input, changes) => {
  const { EditorState } = window.DraftJS;
  const state = input.draftailEditor.getEditorState();
  const content = state.getCurrentContent();
  let blocks = content.getBlockMap();
  let after = state.getSelection();
  for (const { passage: { key }, edits } of changes) {
    blocks = blocks.set(key, writeBlock(blocks.get(key), edits));
    if (after.getAnchorKey() === key) after = after.set("anchorOffset", moved(after.getAnchorOffset(), edits));
    if (after.getFocusKey() === key) after = after.set("focusOffset", moved(after.getFocusOffset(), edits));
  }
  const next = content.merge({ blockMap: blocks, selectionBefore: state.getSelection(), selectionAfter: after });
  input.draftailEditor.onChange(EditorState.push(state, next, "remove-range"));
};

const backwards = ({ passage, edits }) => {
  let shift = 0;
  const back = edits.map(([start, end, put]) => {
    const from = start + shift;
    shift += put.length - (end - start);
    return [from, from + put.length, passage.text.slice(start, end)];
  });
  const links = passage.links.map((link) => link.map((place) => moved(place, edits)));
  return { passage: { ...passage, text: mended(passage.text, edits), links }, edits: back, before: passage };
};

// Makes the changes, [{ passage, edits }], all of which must still stand; returns those that take them back,
// each with the passage as it was ``before``.
export const write = (changes) => {
  const inputs = new Map();
  for (const change of changes) inputs.set(change.passage.input, [...(inputs.get(change.passage.input) ?? []), change]);
  for (const [input, own] of inputs) {
    if (own[0].passage.key === null) writeField(input, own[0].edits);
    else writeEditor(input, own);
  }
  return changes.map(backwards);
};
