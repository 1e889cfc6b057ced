// A save by hand after an autosave of one's own is not out of date: the form goes on from the version that the autosave
// made, so that is the version it was loaded with from now on.
document.addEventListener("w-autosave:success", ({ target, detail }) => {
  const saved = detail.response ?? {};
  if (!(target instanceof HTMLFormElement) || !saved.revision_id) return;
  const loaded = { loaded_revision_id: saved.revision_id, loaded_revision_created_at: saved.revision_created_at };
  for (const [name, value] of Object.entries(loaded)) {
    const fields = target.querySelectorAll(`input[name="${name}"]`);
    for (const field of fields) field.value = value;
    if (fields.length) continue;
    const field = Object.assign(document.createElement("input"), { type: "hidden", name });
    field.value = value;
    target.append(field);
  }
});

// Each ping brings who else has the article open. What they do is said above the form, in words, and said anew only
// where it changed: a screen reader reads every change aloud.
let said = null;
document.addEventListener("w-swap:success", () => {
  const here = document.getElementById("others-here");
  const sessions = document.getElementById("w-editing-sessions");
  if (!here || !sessions) return;
  const now = sessions.querySelector("template[data-others-here]")?.innerHTML.trim() ?? "";
  if (now === said) return;
  said = now;
  here.innerHTML = now;
});
