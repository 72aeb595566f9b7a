/*
 * Streamlit's own words in the language of the page: it has them in English alone. What we write is passed over, and
 * whatever was put into another language is put back when the viewer turns to English.
 */
(() => {
  "use strict";
  const OURS = ".gp-map, .stHtml, .stMarkdown, [data-testid=stIFrame], script, style, textarea, canvas";
  const NAMES = ["aria-label", "title", "placeholder"], SHOWN = "[aria-label], [title], [placeholder]";
  const english = new Map();
  let lang = "";

  function language() {
    return new URLSearchParams(location.search).get("lang") || "zh";
  }

  function patterns(words) {
    return Object.entries(words).filter(([text]) => text.includes("{}")).map(([text, said]) => {
      const parts = text.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      return [new RegExp("^" + parts.join("(.*)") + "$", "s"), said];
    });
  }

  let words = {}, holes = [];
  function learn() {
    lang = language();
    words = GridPlanWords[lang] || {};
    holes = patterns(words);
  }

  function say(text) {
    const plain = text.trim();
    if (!plain || plain.length > 200) return text;
    if (Object.hasOwn(words, plain)) return words[plain];
    for (const [pattern, said] of holes) {
      const found = pattern.exec(plain);
      if (found) return found.slice(1).reduce((all, part) => all.replace("{}", () => part), said);
    }
    return text;
  }

  function keep(node, name, was) {
    if (!english.has(node)) english.set(node, {});
    english.get(node)[name] = was;
  }

  function text(node) {
    const was = node.data, now = say(was);
    if (now === was || !node.parentElement || node.parentElement.closest(OURS)) return;
    keep(node, "", was);
    node.data = now;
  }

  function names(element) {
    if (element.closest(OURS)) return;
    for (const name of NAMES) {
      const was = element.getAttribute(name), now = was && say(was);
      if (!was || now === was) continue;
      keep(element, name, was);
      element.setAttribute(name, now);
    }
  }

  function all(root) {
    if (root.nodeType === Node.TEXT_NODE) return text(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(OURS)) return;
    if (root.matches(SHOWN)) names(root);
    root.querySelectorAll(SHOWN).forEach(names);
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) text(walk.currentNode);
  }

  function turn() {
    for (const [node, was] of english) {
      for (const [name, value] of Object.entries(was)) name ? node.setAttribute(name, value) : (node.data = value);
    }
    english.clear();
    learn();
    if (document.body) all(document.body);
  }

  /* what is drawn first is the page; its words may change a moment later */
  const later = window.requestIdleCallback || ((then) => setTimeout(then, 50));
  let waiting = [];

  function catchUp() {
    const changes = waiting;
    waiting = [];
    if (lang !== language()) turn();
    if (!holes.length) return;
    for (const node of english.keys()) if (!node.isConnected) english.delete(node);
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(all);
      else if (change.type === "characterData") text(change.target);
      else names(change.target);
    }
  }

  new MutationObserver((changes) => {
    if (!waiting.length) later(catchUp, { timeout: 400 });
    waiting.push(...changes);
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES });
  learn();
})();
