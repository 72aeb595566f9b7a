/*
 * Tells when the line to the server is cut: Streamlit notices only after a long while, and until then a tap seems to do
 * nothing. A tap that nothing has followed has the server asked; so has what the browser says of its line. What was
 * tapped is not lost: the browser goes on trying to send it.
 */
(() => {
  "use strict";
  const TEXT = "No connection: keep this page open, it goes on once the line is back";
  const AFTER_MS = 2500, PATIENCE_MS = 4000, AGAIN_MS = 2000;
  let asking = false, waits = 0, bar = null;

  function show(cut) {
    if (!cut) return bar && bar.remove();
    const lang = new URLSearchParams(location.search).get("lang") || "zh";
    bar = bar || Object.assign(document.createElement("p"), { className: "gp-cut" });
    bar.setAttribute("role", "alert");
    bar.lang = lang;
    bar.textContent = (GridPlanWords[lang] || {})[TEXT] || TEXT;
    if (!bar.isConnected) document.body.append(bar);
  }

  async function answers() {
    if (!navigator.onLine) return false;
    try {
      await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
      return true;
    } catch { return false; }
  }

  async function ask() {
    if (asking) return;
    asking = true;
    while (!(await answers())) {
      show(true);
      await new Promise((later) => setTimeout(later, AGAIN_MS));
    }
    show(false);
    asking = false;
  }

  function tapped() {
    clearTimeout(waits);
    waits = setTimeout(ask, AFTER_MS);
  }

  addEventListener("offline", ask);
  addEventListener("online", ask);
  addEventListener("click", tapped, true);
  addEventListener("change", tapped, true);
})();
