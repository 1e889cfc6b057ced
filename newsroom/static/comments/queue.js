// The moderator's hands: keys by their place on the keyboard, and decisions that collapse in place and can be taken
// back for ten seconds. Without it, every button is a form's button.

import { isTyping, parsed } from "./queue-page.js";

const TAKEN_BACK_FOR = 10_000;
const FEW = 10;
const TO = { approve: "approved", reject: "rejected", spam: "spam" };
const queue = document.querySelector("form[data-queue]");
const told = document.querySelector("[data-told]");
const help = document.querySelector("[data-help]");
const decisions = []; // those that can still be taken back, the last one last
let here = null; // the card that the keys mean
let line = Promise.resolve(); // one request after the other
let bringing = false;

const cards = () => [...queue.querySelectorAll(".queue-card:not([data-done])")];
const ticked = () => cards().filter((card) => card.querySelector("input[name=comment]:checked:enabled"));
const waiting = () => cards().filter((card) => !("decided" in card.dataset)); // but for what a colleague decided

function say(text) {
  told.textContent = text;
}

function point(card, focus = true) {
  here?.removeAttribute("data-here");
  here = card ?? null;
  here?.setAttribute("data-here", "");
  if (focus && here) {
    here.focus({ preventScroll: true });
    here.scrollIntoView({ block: "nearest" });
  }
}

function move(step) {
  const all = cards();
  const next = all[all.indexOf(here) + step];
  if (next) point(next);
  else if (here) point(here);
}

// Decisions

function ask(address, fields) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", queue.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of fields) data.append(name, value);
  queue.dataset.asking = Number(queue.dataset.asking ?? 0) + 1; // the counts are under way
  const answer = line.then(async () => {
    const response = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" } });
    // A page instead of an answer: the session ended, or the right was lost.
    if (!response.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(response.status);
    return response.json();
  });
  line = answer.catch(() => {}).finally(() => (queue.dataset.asking -= 1));
  return answer;
}

function count(status, by) {
  const shown = document.querySelector(`[data-count="${status}"]`);
  if (!shown) return;
  const digits = shown.textContent.replace(/[٠-٩]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".indexOf(digit));
  const locale = digits === shown.textContent ? "en" : "ar-u-nu-arab";
  shown.textContent = (Number(digits.replace(/\D/g, "")) + by).toLocaleString(locale);
}

function collapse(decision, words) {
  for (const card of decision.cards) {
    card.dataset.done = "";
    card.querySelector("details[open]")?.removeAttribute("open");
  }
  const note = document.createElement("p");
  const text = document.createElement("span");
  const name = document.createElement("bdi");
  const back = document.createElement("button");
  note.className = "queue-card__done";
  text.textContent = words;
  name.textContent = decision.cards.length === 1 ? decision.cards[0].querySelector(".queue-card__name").textContent : "";
  Object.assign(back, { type: "button", className: "button button-small button-secondary" });
  back.textContent = queue.dataset.undo;
  back.addEventListener("click", () => takeBack(decision));
  note.append(name, " ", text, " ", back);
  decision.cards[0].append(note);
  decision.note = note;
  decision.text = text;
}

function open(decision, which = decision.cards) {
  decision.note?.remove();
  for (const card of which) delete card.dataset.done;
}

function forget(decision) {
  const held = decision.cards.some((card) => card.contains(document.activeElement));
  if (decisions.includes(decision)) decisions.splice(decisions.indexOf(decision), 1);
  for (const card of decision.cards) if ("done" in card.dataset) card.remove();
  if (held) point(here?.isConnected ? here : cards()[0]);
}

// What others decided first stands there as it is now; what is gone goes.
function refresh(answer) {
  for (const { id, told: words, card } of answer.settled) {
    const stale = document.getElementById(`c${id}`);
    const fresh = parsed(card).firstElementChild;
    const note = document.createElement("p");
    say(parsed(words).textContent);
    if (!stale || !fresh) {
      stale?.remove();
      continue;
    }
    note.className = "queue-card__told";
    note.append(...parsed(words).childNodes);
    fresh.prepend(note);
    fresh.dataset.settled = "";
    stale.replaceWith(fresh);
  }
  for (const id of answer.missing) document.getElementById(`c${id}`)?.remove();
  if (answer.gone) say(answer.gone);
}

async function decide(button) {
  const card = button.closest(".queue-card");
  const [verb] = button.value.split(":");
  const seen = card ? card.dataset.status : queue.elements.seen.value;
  // Taken at once, before anything is sent: a second key finds them decided.
  const chosen = (card ? [card] : ticked()).filter((one) => !("done" in one.dataset) && one.dataset.status === seen);
  if (!chosen.length) {
    if (!card) say(queue.dataset.none);
    return;
  }
  const decision = { cards: chosen, seen, verb, undo: "" };
  const all = cards();
  const last = all.indexOf(chosen.at(-1));
  const next = all.slice(last + 1).find((one) => !chosen.includes(one)) ?? all.findLast((one) => !chosen.includes(one));
  button.closest("details")?.removeAttribute("open");
  collapse(decision, button.textContent.trim());
  point(next);
  decisions.push(decision);
  if (waiting().length <= FEW) bringMore();
  const ids = card ? [] : chosen.map((one) => ["comment", one.dataset.card]);
  const fields = [["press", button.value], ["seen", seen], ...ids];
  decision.answered = ask(queue.action, fields).then((answer) => settle(decision, answer), () => fail(decision));
}

function settle(decision, answer) {
  const done = new Set(answer.decided.map(String));
  const others = decision.cards.filter((card) => !done.has(card.dataset.card));
  if (others.length) {
    open(decision, others);
    refresh(answer);
    count(decision.seen, -others.length);
    for (const { card } of answer.settled) count(parsed(card).firstElementChild?.dataset.status, 1);
    decision.cards = decision.cards.filter((card) => done.has(card.dataset.card));
    if (decision.cards.length) decision.cards[0].append(decision.note);
    if (!here?.isConnected) point(cards()[0]);
  }
  if (!decision.cards.length) return forget(decision);
  decision.undo = answer.undo;
  decision.text.textContent = answer.told.join(" ");
  count(decision.seen, -done.size);
  count(TO[decision.verb], done.size);
  setTimeout(() => {
    if (decisions.includes(decision)) forget(decision);
    if (!cards().length && !decisions.length) say(queue.dataset.end);
  }, TAKEN_BACK_FOR);
  if (!others.length) say(answer.told.join(" "));
}

function fail(decision) {
  open(decision);
  forget(decision);
  point(decision.cards[0]);
  say(queue.dataset.failed);
}

async function takeBack(decision) {
  if (!decisions.includes(decision)) return;
  decisions.splice(decisions.indexOf(decision), 1);
  await decision.answered;
  if (!decision.undo) return;
  try {
    const answer = await ask(decision.undo, [["seen", decision.seen]]);
    open(decision);
    refresh(answer);
    count(decision.seen, answer.decided.length);
    count(TO[decision.verb], -answer.decided.length);
    if (answer.told.length) say(answer.told.join(" "));
  } catch {
    decisions.push(decision);
    say(queue.dataset.failed);
    return;
  }
  point(document.getElementById(decision.cards[0].id));
}

// The next page follows before this one is through.
async function bringMore() {
  const link = document.querySelector(".queue__next a");
  if (!link || bringing) return;
  bringing = true;
  try {
    const response = await fetch(link.href);
    const page = parsed(await response.text());
    const more = [...page.querySelectorAll("form[data-queue] .queue-card")];
    queue.append(...more.filter((card) => !document.getElementById(card.id)));
    const further = page.querySelector(".queue__next a");
    if (further) link.href = further.href;
    else link.closest(".queue__next").remove();
    if (!here) point(cards()[0]);
  } catch {
    // The link is still there.
  } finally {
    bringing = false;
  }
}

// Keys

function press(verb, among) {
  const button = among?.querySelector(`:scope > .queue__buttons [value^="${verb}:"]:enabled`);
  if (button) decide(button);
}

function askWhy(among) {
  const reasons = among?.querySelector(":scope > .queue__buttons:not([inert]) > .queue__reasons");
  if (!reasons) return;
  reasons.open = true;
  reasons.querySelector("summary").focus();
}

function pick(number) {
  const reasons = queue.querySelector(".queue__reasons[open]");
  const button = reasons?.querySelectorAll("button")[number - 1];
  button?.click(); // its own form decides
  return Boolean(button);
}

function tick() {
  here?.querySelector("input[name=comment]:enabled")?.click();
}

const bar = queue?.querySelector(".queue__bar");
const KEYS = {
  KeyJ: () => move(1),
  ArrowDown: () => move(1),
  KeyK: () => move(-1),
  ArrowUp: () => move(-1),
  KeyA: () => press("approve", here),
  KeyR: () => askWhy(here),
  KeyS: () => press("spam", here),
  KeyU: () => decisions.length && takeBack(decisions.at(-1)),
  KeyX: tick,
  KeyZ: () => queue.dispatchEvent(new Event("single")),
};
const SHIFTED = { KeyA: () => press("approve", bar), KeyR: () => askWhy(bar), KeyS: () => press("spam", bar) };

const isElsewhere = () => document.querySelector("dialog[open], .w-dialog:not([aria-hidden])");

function meant(event) {
  const { code, key, shiftKey } = event;
  if (key === "?" || key === "؟" || (code === "Slash" && shiftKey)) return () => help?.showModal();
  if (key === "/" || code === "Slash") return search;
  if (!queue) return null;
  if (code === "Escape") return leave;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code);
  if (digit && !shiftKey) return queue.querySelector(".queue__reasons[open]") && (() => pick(Number(digit[1])));
  return shiftKey ? SHIFTED[code] : KEYS[code];
}

function search() {
  if ("single" in (queue?.dataset ?? {})) KEYS.KeyZ(); // the field does not stand beside a single card
  document.querySelector("[data-search]")?.select();
}

// What is open closes first; then a single card goes back to the others.
function leave() {
  const reasons = queue.querySelector(".queue__reasons[open]");
  reasons?.removeAttribute("open");
  if (!reasons && "single" in queue.dataset) KEYS.KeyZ();
  if (here) point(here);
}

document.addEventListener(
  "keydown",
  (event) => {
    const composed = event.isComposing || event.keyCode === 229;
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.getModifierState("AltGraph");
    if (composed || modified || event.repeat || isTyping(event) || isElsewhere()) return;
    const act = meant(event);
    if (!act) return;
    // Before the panel's own keys.
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  },
  true,
);

if (help) {
  const opener = document.querySelector("[data-help-button]");
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());
}

if (queue) {
  const all = queue.querySelector("[data-all]");
  const master = all.querySelector("input");
  all.hidden = false;
  queue.dataset.keys = "";
  point(document.getElementById(location.hash.slice(1))?.closest(".queue-card") ?? cards()[0], false);

  queue.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "press") return;
    event.preventDefault();
    decide(event.submitter);
  });

  queue.addEventListener("focusin", (event) => {
    const card = event.target.closest(".queue-card:not([data-done])");
    if (card && card !== here) point(card, false);
  });

  queue.addEventListener("step", (event) => move(event.detail));

  master.addEventListener("change", () => {
    for (const card of cards()) card.querySelector("input[name=comment]").checked = master.checked;
  });

  queue.addEventListener("change", (event) => {
    if (event.target.name !== "comment") return;
    const chosen = ticked().length;
    master.checked = chosen === cards().length;
    master.indeterminate = chosen > 0 && !master.checked;
  });

  queue.addEventListener(
    "toggle",
    (event) => {
      if (!event.target.open) return;
      for (const other of queue.querySelectorAll("details[open]")) {
        if (other !== event.target) other.open = false;
      }
    },
    true,
  );
}
