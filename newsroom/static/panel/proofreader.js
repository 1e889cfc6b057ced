// «نقّح»: asks the server what is to be mended in the texts of a form, shows each change, and makes those chosen.

import { row } from "./proofreader-list.js";
import { collect, stands, write } from "./proofreader-texts.js";

const TRIES = 3;

const start = (root, dialog) => {
  const form = root.closest("form");
  const { url, fields, streams, ...words } = root.dataset;
  const names = (written) => written.split(" ").filter(Boolean);
  const [askButton, said, undoButton] = ["ask", "said", "undo"].map((name) => root.querySelector(`[data-proofreader-${name}]`));
  const [sum, all, list, applyButton] = ["sum", "all", "changes", "apply"].map((name) => dialog.querySelector(`[data-proofreader-${name}]`));
  const applyLabel = applyButton.textContent.trim();
  let changes = [];
  let back = [];
  let isBusy = false;

  const count = (one, many, number) => window.interpolate(window.ngettext(one, many, number), [number]);
  const turn = (state) => dialog.dispatchEvent(new CustomEvent(`w-dialog:${state}`));
  const say = (text, undoable = false) => {
    said.textContent = text;
    undoButton.hidden = !undoable;
  };
  const boxes = () => [...list.querySelectorAll("input")];

  const countChosen = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    all.checked = chosen === changes.length;
    all.indeterminate = chosen > 0 && !all.checked;
    applyButton.disabled = chosen === 0;
    applyButton.textContent = `${applyLabel} (${chosen})`;
  };

  const fetchChanges = async () => {
    for (let left = TRIES; left; left -= 1) {
      const passages = collect(form, names(fields), names(streams));
      const answer = await fetch(url, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
          "X-Requested-With": "XMLHttpRequest",
        },
        body: JSON.stringify({ texts: passages.map(({ text, links }) => ({ text, protected: links })) }),
      });
      const found = await answer.json();
      if (!answer.ok) throw new Error(found.error);
      // Who typed on meanwhile is asked about what stands there now.
      if (passages.every(stands) || left === 1) {
        return found.texts.flatMap((own, place) => own.map((change) => ({ ...change, passage: passages[place] })));
      }
    }
    return [];
  };

  const ask = async (first = "") => {
    if (isBusy) return;
    isBusy = true;
    askButton.setAttribute("aria-busy", "true");
    say("");
    try {
      changes = await fetchChanges();
    } catch {
      say(words.failed);
      return;
    } finally {
      isBusy = false;
      askButton.removeAttribute("aria-busy");
    }
    if (!changes.length) {
      say(words.nothing);
      return;
    }
    list.replaceChildren(...changes.map(row));
    sum.textContent = [first, count("%s place to mend", "%s places to mend", changes.length)].filter(Boolean).join(" ");
    countChosen();
    turn("show");
  };

  const apply = () => {
    const chosen = boxes().filter((box) => box.checked).map((box) => changes[box.value]);
    const byPassage = new Map();
    for (const { passage, parts } of chosen) byPassage.set(passage, [...(byPassage.get(passage) ?? []), ...parts]);
    turn("hide");
    if (![...byPassage.keys()].every(stands)) {
      ask(words.changed);
      return;
    }
    back = write([...byPassage].map(([passage, parts]) => ({ passage, edits: parts.sort((one, two) => one[0] - two[0]) })));
    say(count("%s change made.", "%s changes made.", chosen.length), true);
    undoButton.focus();
  };

  const undo = () => {
    // What somebody took back by hand already is no trouble.
    const edited = back.filter(({ passage, before }) => !stands(passage) && !stands(before));
    write(back.filter(({ passage }) => stands(passage)));
    back = [];
    say(edited.length ? `${words.partly} ${edited.map(({ passage }) => passage.where).join("، ")}` : words.undone);
    said.focus();
  };

  askButton.addEventListener("click", () => ask());
  applyButton.addEventListener("click", apply);
  undoButton.addEventListener("click", undo);
  list.addEventListener("change", countChosen);
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    countChosen();
  });
  root.hidden = false;
};

// Wagtail puts the dialog to the end of the page once its own scripts run, which is before modules or after them.
const find = (left) => {
  const root = document.querySelector("[data-proofreader]");
  const dialog = document.querySelector("#proofreader-dialog");
  if (!root || document.body.classList.contains("content-locked")) return;
  if (dialog && window.ngettext) start(root, dialog);
  else if (left) setTimeout(find, 100, left - 1);
};
find(100);
