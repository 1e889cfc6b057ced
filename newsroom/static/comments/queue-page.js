// What the scripts of the queue share: how an answer is read, when a key is a letter, and cards that stay where they
// are, greyed out, once they are decided elsewhere.

export const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;

export const isTyping = ({ target }) =>
  target.isContentEditable || target.matches?.("textarea, select, input:not([type=checkbox])");

// The card's own: what is opened inside it has buttons of other comments.
const ownHands = (card) => [card.querySelector(":scope > .queue__buttons"), card.querySelector("input[name=comment]")];

function enable(card, can) {
  const [own, tick] = ownHands(card);
  tick.disabled = !can;
  if (!own) return;
  own.querySelector("details[open]")?.removeAttribute("open");
  own.inert = !can;
  for (const button of own.querySelectorAll("button")) button.disabled = !can;
}

// Says whether the card shows something new; ``words`` are markup of the site's own.
export function greyOut(card, status, words) {
  if (card.dataset.decided === words) return false;
  const note = card.querySelector(":scope > .queue-card__decided") ?? document.createElement("p");
  const held = ownHands(card).some((one) => one?.contains(document.activeElement));
  note.className = "queue-card__told queue-card__decided";
  note.replaceChildren(...parsed(words).childNodes);
  card.prepend(note);
  card.dataset.was ??= card.dataset.status;
  card.dataset.status = status;
  card.dataset.decided = words;
  enable(card, false);
  if (held) card.focus({ preventScroll: true });
  return true;
}

export function bringBack(card) {
  if (!("decided" in card.dataset)) return;
  card.querySelector(":scope > .queue-card__decided").remove();
  card.dataset.status = card.dataset.was;
  delete card.dataset.was;
  delete card.dataset.decided;
  enable(card, true);
}
