/*
 * Day or night, for the page, Streamlit's own parts and our maps alike: as the viewer's system has it, or as was chosen
 * here. It runs before Streamlit does, which asks the browser once for the system's wish and then listens for a change;
 * from here on the answer is the choice. The choice stays in this browser and goes nowhere else.
 */
(() => {
  "use strict";
  const KEY = "gridplan-night", WISH = "(prefers-color-scheme: dark)", CHOICES = ["night", "day"];
  const ask = window.matchMedia.bind(window), system = ask(WISH), told = new EventTarget(), root = document.documentElement;
  let choice = kept();

  function kept() {
    // a browser may keep nothing at all
    try { return localStorage.getItem(KEY); } catch { return null; }
  }

  function keep(wanted) {
    try { wanted ? localStorage.setItem(KEY, wanted) : localStorage.removeItem(KEY); } catch { /* it holds for this page */ }
  }

  function isNight() {
    return CHOICES.includes(choice) ? choice === "night" : system.matches;
  }

  function show() {
    root.toggleAttribute("data-night", isNight());
    root.toggleAttribute("data-night-chosen", CHOICES.includes(choice));
  }

  function turn(wanted) {
    choice = wanted;
    show();
    told.dispatchEvent(new Event("change"));
  }

  const answer = {
    media: WISH,
    get matches() { return isNight(); },
    addEventListener: told.addEventListener.bind(told),
    removeEventListener: told.removeEventListener.bind(told),
  };
  window.matchMedia = (query) => (query === WISH ? answer : ask(query));
  system.addEventListener("change", () => turn(choice));
  addEventListener("storage", (event) => { if (event.key === KEY) turn(event.newValue); });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-gp-night]");
    if (!button) return;
    keep(button.dataset.gpNight);
    turn(button.dataset.gpNight);
  });
  show();
})();
