// Saves a moderator's hand: ticks a whole page at once, and keeps one list of reasons open at a time.

const queue = document.querySelector("[data-queue]");

if (queue) {
  const all = queue.querySelector("[data-all]");
  const master = all.querySelector("input");
  const boxes = [...queue.querySelectorAll("input[name=comment]")];
  all.hidden = false;

  master.addEventListener("change", () => {
    for (const box of boxes) box.checked = master.checked;
  });

  queue.addEventListener("change", (event) => {
    if (event.target.name !== "comment") return;
    const ticked = boxes.filter((box) => box.checked).length;
    master.checked = ticked === boxes.length;
    master.indeterminate = ticked > 0 && ticked < boxes.length;
  });

  queue.addEventListener("toggle", (event) => {
    if (!event.target.open) return;
    for (const other of queue.querySelectorAll("details[open]")) {
      if (other !== event.target) other.open = false;
    }
  }, true);
}
