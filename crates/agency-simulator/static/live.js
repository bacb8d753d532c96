// Reloads the page once something is new.
const shown = document.documentElement.dataset.version;

async function look() {
  if (!document.hidden) {
    try {
      const response = await fetch("/version", { cache: "no-store" });
      if (response.ok && (await response.text()) !== shown) {
        location.reload();
        return;
      }
    } catch {
      // The simulator is stopped: the page stays as it is until it is back.
    }
  }
  setTimeout(look, 1000);
}

setTimeout(look, 1000);
