// Opens the conversation, or what else its sender wrote, inside a card: E, H, or the links that lead there without a
// script. What is decided in there is decided as on its own page, and can be taken back at once; its card in the list,
// where it has one, says so at once.

import { bringBack, greyOut, isTyping, parsed } from "./queue-page.js";

const queue = document.querySelector("form[data-queue]");
const told = document.querySelector("[data-told]");
const TO = { approve: "approved", reject: "rejected", spam: "spam" };
const KINDS = { KeyE: "thread", KeyH: "sender" };
let opened = null; // the part of a card that shows it
let asked = 0;

function say(text) {
  told.textContent = text;
}

function close() {
  const card = opened?.closest(".queue-card");
  opened?.remove();
  opened = null;
  card?.focus({ preventScroll: true });
}

async function show(address) {
  const number = ++asked;
  const response = await fetch(address);
  const part = response.ok && parsed(await response.text()).querySelector("[data-peeked]");
  if (!part) throw new Error(response.status);
  if (number !== asked || !opened) return;
  for (const element of part.querySelectorAll("[id]")) element.removeAttribute("id");
  opened.replaceChildren(part);
  opened.dataset.address = address;
}

async function open(link) {
  const card = link.closest(".queue-card");
  const again = opened?.dataset.kind === link.dataset.peek && card.contains(opened);
  close();
  if (again) return;
  opened = document.createElement("section");
  opened.className = "queue-peek";
  opened.tabIndex = -1;
  opened.dataset.kind = link.dataset.peek;
  opened.setAttribute("aria-label", link.textContent);
  card.append(opened);
  try {
    await show(link.href);
    opened?.focus({ preventScroll: true });
    opened?.scrollIntoView({ block: "nearest" });
  } catch {
    close();
    location.assign(link.href); // the page itself says what is wrong
  }
}

async function post(form, fields = []) {
  const data = new FormData(form);
  for (const [name, value] of fields) data.set(name, value);
  const response = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
  if (!response.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(response.status);
  return response.json();
}

// The cards of the list follow; the counts of the tabs, too, as soon as they are asked.
function follow({ decided, told: words }, status) {
  for (const id of decided) {
    const card = document.getElementById(`c${id}`);
    if (!card || "done" in card.dataset) continue;
    if ((card.dataset.was ?? card.dataset.status) === status) bringBack(card);
    else greyOut(card, status, words.join(" "));
  }
  queue.dispatchEvent(new Event("decided"));
}

async function decide(form, button) {
  const part = opened;
  const answer = await post(form, [["press", button.value]]);
  follow(answer, TO[button.value.split(":")[0]]);
  const words = answer.told.join(" ") || answer.gone || answer.settled.map((one) => parsed(one.told).textContent).join(" ");
  say(words);
  if (part === opened) await show(part.dataset.address);
  if (part !== opened) return; // closed meanwhile, and decided all the same
  part.focus({ preventScroll: true });
  if (!answer.undo) return;
  const note = document.createElement("p");
  const back = document.createElement("button");
  note.className = "queue-card__done";
  Object.assign(back, { type: "button", className: "button button-small button-secondary" });
  back.textContent = queue.dataset.undo;
  back.addEventListener("click", () => takeBack(form, answer.undo));
  note.append(words, " ", back);
  part.prepend(note);
}

async function takeBack(form, address) {
  const undo = form.cloneNode(true);
  undo.action = address;
  try {
    const part = opened;
    const answer = await post(undo);
    follow(answer, form.elements.seen.value);
    say(answer.told.join(" "));
    if (part !== opened) return;
    await show(part.dataset.address);
    opened?.focus({ preventScroll: true });
  } catch {
    say(queue.dataset.failed);
  }
}

async function showAddress(form) {
  const { address, told: refusal } = await post(form);
  const line = document.createElement("p");
  const words = document.createElement(address ? "bdi" : "span");
  if (address) words.dir = "ltr";
  words.textContent = address || refusal;
  line.append(words);
  form.replaceChildren(line);
}

function submit(event) {
  const form = event.target;
  if (!opened?.contains(form)) return;
  event.preventDefault();
  event.stopPropagation(); // the queue's own hands let it be
  const doing = "address" in form.dataset ? showAddress(form) : decide(form, event.submitter);
  doing.catch(() => say(queue.dataset.failed));
}

function key(event) {
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (event.isComposing || modified || event.repeat || isTyping(event)) return;
  if (document.querySelector("dialog[open], .w-dialog:not([aria-hidden])")) return;
  if (event.code === "Escape" && opened && !queue.querySelector(".queue__reasons[open]")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    close();
    return;
  }
  const link = KINDS[event.code] && queue.querySelector(`[data-here] [data-peek="${KINDS[event.code]}"]`);
  if (!link) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  open(link);
}

if (queue) {
  document.addEventListener("keydown", key, true);
  queue.addEventListener("submit", submit, true);
  queue.addEventListener("click", (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    const link = plain && event.target.closest("[data-peek]");
    const next = plain && opened?.contains(event.target) && event.target.closest(".queue__next a");
    if (!link && !next) return;
    event.preventDefault();
    if (link) open(link);
    else show(next.href).catch(() => location.assign(next.href));
  });
}
