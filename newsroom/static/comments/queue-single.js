// One comment at a time, large: turned on and left by a key (Z) or a button, and remembered for the tab.

const KEPT = "queue-single";
const queue = document.querySelector("form[data-queue]");
const button = document.querySelector("[data-single-button]");
const steps = document.querySelector("[data-single-steps]");

function remembered() {
  try {
    return sessionStorage.getItem(KEPT) === "on";
  } catch {
    return false; // a browser that keeps nothing
  }
}

function remember(on) {
  try {
    if (on) sessionStorage.setItem(KEPT, "on");
    else sessionStorage.removeItem(KEPT);
  } catch {
    // It holds until the page is left.
  }
}

function show(on) {
  queue.toggleAttribute("data-single", on);
  button.setAttribute("aria-pressed", on);
  steps.hidden = !on;
}

function toggle() {
  const on = !("single" in queue.dataset);
  show(on);
  remember(on);
  queue.dispatchEvent(new CustomEvent("step", { detail: 0 })); // into view, where it stands now
}

if (queue) {
  button.hidden = false;
  show(remembered());
  queue.addEventListener("single", toggle);
  button.addEventListener("click", toggle);
  steps.addEventListener("click", ({ target }) => {
    const step = target.closest("[data-step]")?.dataset.step;
    if (step) queue.dispatchEvent(new CustomEvent("step", { detail: Number(step) }));
  });
}
