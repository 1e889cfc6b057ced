// Works through a whole list by itself, portion after portion, until it is done or somebody stops it.

const job = document.querySelector("[data-job][data-running]");

async function portion(form) {
  const response = await fetch(job.dataset.job, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams({ csrfmiddlewaretoken: form.get("csrfmiddlewaretoken") }),
  });
  if (!response.ok || response.redirected) throw new Error(`${response.status}`);
  return response.json();
}

async function work() {
  const told = job.querySelector("[data-told]");
  const bar = job.querySelector("progress");
  const goOn = job.querySelector("[data-go-on]");
  const form = new FormData(goOn);
  let left = false;
  // Whoever stops or undoes it leaves the page: no further portion is asked for.
  for (const way of job.querySelectorAll("[data-stop], [data-undo]")) {
    way.addEventListener("submit", () => {
      left = true;
    });
  }
  goOn.hidden = true;
  try {
    let goesOn = true;
    while (goesOn && !left) {
      const state = await portion(form);
      bar.value = state.done;
      told.textContent = state.told;
      goesOn = state.goes_on;
    }
    if (!left) location.reload();
  } catch {
    if (left) return;
    told.textContent = job.dataset.failed;
    goOn.hidden = false;
  }
}

if (job) work();
