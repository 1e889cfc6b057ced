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
