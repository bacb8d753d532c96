// A convenience only: every page works without it.
"use strict";
for (const element of document.querySelectorAll("[data-seconds]")) {
  const end = Date.now() + Number(element.dataset.seconds) * 1000;
  const button = element.dataset.unlocks ? document.getElementById(element.dataset.unlocks) : null;
  if (button) button.disabled = true;
  const tick = () => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    const text = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
    element.querySelector("[data-left]").textContent = left > 0 ? element.dataset.prefix + text : element.dataset.over;
    if (left > 0) return;
    clearInterval(timer);
    if (button) button.disabled = false;
  };
  const timer = setInterval(tick, 1000);
  tick();
}
// A second press of the same button would be harmless, but it would look broken.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", () => {
    setTimeout(() => form.querySelectorAll("button").forEach((button) => (button.disabled = true)), 0);
  });
}
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
